using System.Buffers.Text;
using System.Text;

namespace ImapApi.Domain.Messages;

/// <summary>The message id's eight bytes, then the part number in ASCII; base64url without padding.</summary>
public readonly record struct AttachmentId(MessageId Message, PartNumber Part)
{
    private const int MaxLength = 600;

    public static bool TryParse(string? value, out AttachmentId id)
    {
        id = default;
        if (value is not { Length: <= MaxLength })
            return false;
        Span<byte> bytes = stackalloc byte[MaxLength];
        if (!IdBytes.TryDecode(value, bytes, out var written) || !MessageId.TryRead(bytes[..written], out var message)
            || !PartNumber.TryParse(Encoding.ASCII.GetString(bytes[MessageId.ByteCount..written]), out var part))
            return false;
        id = new AttachmentId(message, part);
        return true;
    }

    public override string ToString()
    {
        var part = Part.Value;
        Span<byte> bytes = stackalloc byte[MessageId.ByteCount + part.Length];
        Message.Write(bytes);
        Encoding.ASCII.GetBytes(part, bytes[MessageId.ByteCount..]);
        return Base64Url.EncodeToString(bytes);
    }
}
