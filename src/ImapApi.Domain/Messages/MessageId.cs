using System.Buffers.Binary;
using System.Buffers.Text;
using ImapApi.Domain.Mailboxes;

namespace ImapApi.Domain.Messages;

/// <summary>
/// Our opaque id of a message: base64url without padding of <c>uint32 BE mailbox number ‖ uint32 BE UID</c>.
/// <c>AAAAAQAAAeE</c> is mailbox 1, UID 481.
/// </summary>
public readonly record struct MessageId(MailboxNumber Mailbox, Uid Uid)
{
    internal const int ByteCount = 8;

    public static bool TryParse(string? value, out MessageId id)
    {
        id = default;
        Span<byte> bytes = stackalloc byte[ByteCount];
        return value is { Length: 11 } && IdBytes.TryDecode(value, bytes, out var written) && written == ByteCount && TryRead(bytes, out id);
    }

    public override string ToString()
    {
        Span<byte> bytes = stackalloc byte[ByteCount];
        Write(bytes);
        return Base64Url.EncodeToString(bytes);
    }

    internal void Write(Span<byte> destination)
    {
        BinaryPrimitives.WriteUInt32BigEndian(destination, Mailbox.Value);
        BinaryPrimitives.WriteUInt32BigEndian(destination[4..], Uid.Value);
    }

    internal static bool TryRead(ReadOnlySpan<byte> bytes, out MessageId id)
    {
        id = default;
        if (bytes.Length < ByteCount)
            return false;
        id = new MessageId(new MailboxNumber(BinaryPrimitives.ReadUInt32BigEndian(bytes)), new Uid(BinaryPrimitives.ReadUInt32BigEndian(bytes[4..])));
        return id.Mailbox.Value != 0 && id.Uid.Value != 0;
    }
}
