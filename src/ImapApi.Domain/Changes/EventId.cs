using System.Buffers.Binary;
using System.Buffers.Text;

namespace ImapApi.Domain.Changes;

/// <summary>
/// The one id of an event, the same in webhooks (<c>webhook-id</c>), in the stream and in listings, through all retries and replays:
/// base64url without padding of <c>uint64 BE registration number ‖ int64 BE sequence number</c>, 22 characters.
/// </summary>
/// <param name="Registration">Drawn at random each time the account is registered.</param>
/// <param name="Sequence">Counts the account's events from 1, without gaps.</param>
public readonly record struct EventId(ulong Registration, long Sequence)
{
    private const int ByteCount = 16;
    private const int TextLength = 22;

    public static bool TryParse(string? value, out EventId id)
    {
        id = default;
        Span<byte> bytes = stackalloc byte[ByteCount];
        if (value is not { Length: TextLength } || !Messages.IdBytes.TryDecode(value, bytes, out var written) || written != ByteCount)
            return false;
        id = new EventId(BinaryPrimitives.ReadUInt64BigEndian(bytes), BinaryPrimitives.ReadInt64BigEndian(bytes[sizeof(ulong)..]));
        return id.Sequence > 0;
    }

    public override string ToString()
    {
        Span<byte> bytes = stackalloc byte[ByteCount];
        BinaryPrimitives.WriteUInt64BigEndian(bytes, Registration);
        BinaryPrimitives.WriteInt64BigEndian(bytes[sizeof(ulong)..], Sequence);
        return Base64Url.EncodeToString(bytes);
    }
}
