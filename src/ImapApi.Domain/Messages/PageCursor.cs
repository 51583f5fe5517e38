using System.Buffers.Binary;
using System.Buffers.Text;
using ImapApi.Domain.Mailboxes;

namespace ImapApi.Domain.Messages;

/// <summary>
/// A place between two messages of a listing that stays where it is, whatever arrives or goes: beside a UID, because UIDs ascend and are never used again
/// (RFC 9051 §2.3.1.1). Written as base64url of <c>version ‖ direction ‖ uint32 BE mailbox ‖ UID ‖ position ‖ search</c>.
/// </summary>
/// <param name="Mailbox">A mailbox whose UIDVALIDITY changed has another number.</param>
/// <param name="Uid">The page begins beside it: older ones are less, newer ones greater. The message need not be there.</param>
/// <param name="Position">
/// Its sequence number when the cursor was made, or more: it can only have come down since, and has not where nothing older was deleted. 0: no message is older.
/// </param>
/// <param name="Search">The <see cref="MessageSearch.Fingerprint"/> of the search; 0 for a listing of the whole mailbox.</param>
public readonly record struct PageCursor(MailboxNumber Mailbox, PageDirection Direction, uint Uid, int Position, uint Search)
{
    private const byte Version = 1;
    private const int ByteCount = 18;
    private const int Length = 24;

    public static bool TryParse(string? text, out PageCursor cursor)
    {
        cursor = default;
        Span<byte> bytes = stackalloc byte[ByteCount];
        if (text is not { Length: Length } || !IdBytes.TryDecode(text, bytes, out _) || bytes[0] != Version || bytes[1] > (byte)PageDirection.Newer)
            return false;
        cursor = new PageCursor(
            new MailboxNumber(BinaryPrimitives.ReadUInt32BigEndian(bytes[2..])),
            (PageDirection)bytes[1],
            BinaryPrimitives.ReadUInt32BigEndian(bytes[6..]),
            BinaryPrimitives.ReadInt32BigEndian(bytes[10..]),
            BinaryPrimitives.ReadUInt32BigEndian(bytes[14..]));
        return cursor.Mailbox.Value != 0 && cursor.Position >= 0;
    }

    public override string ToString()
    {
        Span<byte> bytes = stackalloc byte[ByteCount];
        bytes[0] = Version;
        bytes[1] = (byte)Direction;
        BinaryPrimitives.WriteUInt32BigEndian(bytes[2..], Mailbox.Value);
        BinaryPrimitives.WriteUInt32BigEndian(bytes[6..], Uid);
        BinaryPrimitives.WriteInt32BigEndian(bytes[10..], Position);
        BinaryPrimitives.WriteUInt32BigEndian(bytes[14..], Search);
        return Base64Url.EncodeToString(bytes);
    }
}
