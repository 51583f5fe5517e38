using System.Buffers;
using System.Buffers.Text;

namespace ImapApi.Domain.Messages;

/// <summary>Strict base64url: no padding, no white space, and only the one canonical spelling of the bytes.</summary>
internal static class IdBytes
{
    private static readonly SearchValues<char> Alphabet = SearchValues.Create("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_");

    public static bool TryDecode(string value, Span<byte> destination, out int written)
    {
        written = 0;
        if (value.AsSpan().ContainsAnyExcept(Alphabet) || value.Length % 4 == 1)
            return false;
        if (Base64Url.GetMaxDecodedLength(value.Length) > destination.Length)
            return false;
        if (Base64Url.DecodeFromChars(value, destination, out _, out written) != OperationStatus.Done)
            return false;
        // The unused low bits of the last character must be zero, or two ids would name one message.
        return string.Equals(Base64Url.EncodeToString(destination[..written]), value, StringComparison.Ordinal);
    }
}
