using System.Text;

namespace ImapApi.TestKit.Storage;

/// <summary>Looks for a secret in what was stored: as it is, in UTF-16, and inside of longer base64 text, wherever it began there.</summary>
internal static class SecretTraces
{
    public static IEnumerable<string> In(byte[] haystack, string secret) => Forms(secret).Where(form => haystack.AsSpan().IndexOf(form.Bytes) >= 0).Select(form => form.Name);

    private static IEnumerable<(string Name, byte[] Bytes)> Forms(string secret)
    {
        var plain = Encoding.UTF8.GetBytes(secret);
        yield return ("plain", plain);
        yield return ("UTF-16", Encoding.Unicode.GetBytes(secret));
        yield return ("UTF-16 BE", Encoding.BigEndianUnicode.GetBytes(secret));
        yield return ("hexadecimal", Encoding.ASCII.GetBytes(Convert.ToHexStringLower(plain)));
        for (var offset = 0; offset < 3; offset++)
        {
            // The characters at both ends also carry neighbours' bits.
            var text = Convert.ToBase64String([.. new byte[offset], .. plain]).TrimEnd('=');
            yield return ($"base64 at {offset}", Encoding.ASCII.GetBytes(text[(offset == 0 ? 0 : offset + 1)..^1]));
        }
    }
}
