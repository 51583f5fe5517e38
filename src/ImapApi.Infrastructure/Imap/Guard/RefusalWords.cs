using System.Text;

namespace ImapApi.Infrastructure.Imap.Guard;

/// <summary>The server's own words while one command runs: MailKit's exceptions leave out the response code, and after a refused log-in the text as well.</summary>
internal sealed class RefusalWords
{
    private const int MaxLength = 4096;

    private readonly StringBuilder _heard = new();

    /// <summary>The text of the last NO or BAD, its response code (RFC 5530) included; null when there was none.</summary>
    public string? Text
    {
        get
        {
            foreach (var line in _heard.ToString().Split('\n').Reverse())
            {
                if (line.Split(' ', 3) is [not "*", "NO" or "BAD", var text])
                    return text.TrimEnd();
            }

            return null;
        }
    }

    public void Add(ReadOnlySpan<byte> bytes)
    {
        if (_heard.Length < MaxLength)
            _heard.Append(Encoding.UTF8.GetString(bytes[..Math.Min(bytes.Length, MaxLength)]));
    }
}
