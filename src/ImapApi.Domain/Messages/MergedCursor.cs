using System.Buffers.Binary;
using System.Buffers.Text;
using ImapApi.Domain.Mailboxes;

namespace ImapApi.Domain.Messages;

/// <summary>
/// A place between two messages in a search of all mailboxes, which stays where it is, whatever arrives or goes. Written as base64url of
/// <c>version ‖ direction ‖ int64 BE seconds ‖ uint32 BE mailbox ‖ UID ‖ search</c>.
/// </summary>
/// <param name="Search">The <see cref="MessageSearch.Fingerprint"/> of the search.</param>
public readonly record struct MergedCursor(PageDirection Direction, MergedPlace Place, uint Search)
{
    private const byte Version = 2;
    private const int ByteCount = 22;
    private const int Length = 30;

    public static bool TryParse(string? text, out MergedCursor cursor)
    {
        cursor = default;
        Span<byte> bytes = stackalloc byte[ByteCount];
        if (text is not { Length: Length } || !IdBytes.TryDecode(text, bytes, out _) || bytes[0] != Version || bytes[1] > (byte)PageDirection.Newer)
            return false;
        var place = new MergedPlace(
            BinaryPrimitives.ReadInt64BigEndian(bytes[2..]),
            new MailboxNumber(BinaryPrimitives.ReadUInt32BigEndian(bytes[10..])),
            BinaryPrimitives.ReadUInt32BigEndian(bytes[14..]));
        cursor = new MergedCursor((PageDirection)bytes[1], place, BinaryPrimitives.ReadUInt32BigEndian(bytes[18..]));
        return true;
    }

    public override string ToString()
    {
        Span<byte> bytes = stackalloc byte[ByteCount];
        bytes[0] = Version;
        bytes[1] = (byte)Direction;
        BinaryPrimitives.WriteInt64BigEndian(bytes[2..], Place.Received);
        BinaryPrimitives.WriteUInt32BigEndian(bytes[10..], Place.Mailbox.Value);
        BinaryPrimitives.WriteUInt32BigEndian(bytes[14..], Place.Uid);
        BinaryPrimitives.WriteUInt32BigEndian(bytes[18..], Search);
        return Base64Url.EncodeToString(bytes);
    }
}
