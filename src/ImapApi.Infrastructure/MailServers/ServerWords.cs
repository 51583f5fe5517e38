using System.Text;

namespace ImapApi.Infrastructure.MailServers;

/// <summary>What a server said, so that it can be shown and logged: on one line, without what a terminal would obey, and no longer than anybody reads.</summary>
internal static class ServerWords
{
    private const int Longest = 1000;

    public static string Clean(string words)
    {
        var isCut = words.Length > Longest;
        var clean = new StringBuilder(Math.Min(words.Length, Longest) + 2);
        foreach (var letter in words.AsSpan(0, Math.Min(words.Length, Longest)))
            clean.Append(char.IsControl(letter) || letter is '\u2028' or '\u2029' or (>= '\u202A' and <= '\u202E') or (>= '\u2066' and <= '\u2069') ? ' ' : letter);
        return isCut ? clean.Append(" …").ToString() : clean.ToString();
    }
}
