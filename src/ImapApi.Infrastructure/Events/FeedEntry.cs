using System.Buffers.Binary;
using System.Text;

namespace ImapApi.Infrastructure.Events;

/// <summary>
/// An entry of a partition's feed: which account's event came next, so that a reader of all accounts follows one log for each partition. The event itself
/// is stored once, in its account's log.
/// </summary>
/// <param name="AccountKey">See <see cref="Domain.Accounts.AccountId.Key"/>.</param>
/// <param name="Size">Bytes of the stored event.</param>
internal sealed record FeedEntry(string AccountKey, long Sequence, DateTimeOffset Date, int Size)
{
    private const int HeadLength = 20;

    /// <summary>Bytes of this entry itself.</summary>
    public int StoredSize => HeadLength + AccountKey.Length;

    public byte[] Encode()
    {
        var bytes = new byte[HeadLength + Encoding.UTF8.GetByteCount(AccountKey)];
        BinaryPrimitives.WriteInt64BigEndian(bytes, Sequence);
        BinaryPrimitives.WriteInt64BigEndian(bytes.AsSpan(8), Date.ToUnixTimeMilliseconds());
        BinaryPrimitives.WriteInt32BigEndian(bytes.AsSpan(16), Size);
        Encoding.UTF8.GetBytes(AccountKey, bytes.AsSpan(HeadLength));
        return bytes;
    }

    public static FeedEntry Decode(byte[] bytes) => new(
        Encoding.UTF8.GetString(bytes.AsSpan(HeadLength)),
        BinaryPrimitives.ReadInt64BigEndian(bytes),
        DateTimeOffset.FromUnixTimeMilliseconds(BinaryPrimitives.ReadInt64BigEndian(bytes.AsSpan(8))),
        BinaryPrimitives.ReadInt32BigEndian(bytes.AsSpan(16)));
}
