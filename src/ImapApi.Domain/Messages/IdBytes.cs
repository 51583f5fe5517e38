using System.Buffers;
using System.Buffers.Text;

namespace ImapApi.Domain.Messages;

/// <summary>Strict base64url: no padding, no white space, and only the one canonical spelling of the bytes.</summary>
internal static class IdBytes
{
    /// <summary>False also for what is longer than the destination.</summary>
    public static bool TryDecode(string value, Span<byte> destination, out int written) =>
        Base64Url.DecodeFromChars(value, destination, out _, out written) == OperationStatus.Done
        // White space, padding and unused bits that are set are other spellings: two ids would name one message.
        && string.Equals(Base64Url.EncodeToString(destination[..written]), value, StringComparison.Ordinal);
}
