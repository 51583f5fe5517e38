using System.Buffers;

namespace ImapApi.Infrastructure.Imap.Guard;

/// <summary>Tells the kind of a response line from its first words, with the parser's own idea of blanks, atoms and case.</summary>
internal static class LineClassifier
{
    /// <summary>More than the longest opening that a decent server sends: <c>* 4294967295 FETCH (</c>.</summary>
    public const int PrefixLength = 64;

    private static readonly SearchValues<byte> AtomEnd = SearchValues.Create(" \t\r\n()[]{}\"\\%"u8);

    /// <param name="prefix">The line from its first byte, up to <see cref="PrefixLength"/> of them; at least to the first character that ends an atom and is no blank.</param>
    /// <param name="rest">Where the deciding word ends.</param>
    /// <exception cref="ServerMisbehavedException">The line hides what it is.</exception>
    public static LineKind Classify(ReadOnlySpan<byte> prefix, out int rest) => Classify(prefix, out rest, mustBeSure: true);

    /// <summary>The same for a line that is over, in which nothing depended on its kind.</summary>
    public static LineKind ClassifyPlain(ReadOnlySpan<byte> prefix) => Classify(prefix, out _, mustBeSure: false);

    private static LineKind Classify(ReadOnlySpan<byte> prefix, out int rest, bool mustBeSure)
    {
        var at = 0;
        var word = NextWord(prefix, ref at);
        var untagged = word is [(byte)'*'];
        if (word is [(byte)'+', ..])
        {
            rest = at;
            return LineKind.Continuation;
        }

        word = NextWord(prefix, ref at);
        if (untagged && word.Length > 0 && !word.ContainsAnyExceptInRange((byte)'0', (byte)'9'))
            word = NextWord(prefix, ref at);
        rest = at;
        if (at == PrefixLength && mustBeSure)
            throw new ServerMisbehavedException("The server sent a line that begins with nothing but blanks.");
        if (IsStatusWord(word, mustBeSure) || (word.IsEmpty && at < prefix.Length && prefix[at] == (byte)'['))
            return LineKind.Status;
        return !untagged ? LineKind.Data
            : word.SequenceEqual("FETCH"u8) ? LineKind.Fetch
            : word.SequenceEqual("SEARCH"u8) || word.SequenceEqual("SORT"u8) || word.SequenceEqual("THREAD"u8) || word.SequenceEqual("ESEARCH"u8)
                || word.SequenceEqual("VANISHED"u8) ? LineKind.Search
            : word.SequenceEqual("STATUS"u8) ? LineKind.Counts
            : word.SequenceEqual("LIST"u8) || word.SequenceEqual("LSUB"u8) || word.SequenceEqual("XLIST"u8) ? LineKind.Mailbox
            : LineKind.Data;
    }

    private static bool IsStatusWord(ReadOnlySpan<byte> word, bool mustBeSure)
    {
        if (word.SequenceEqual("OK"u8) || word.SequenceEqual("NO"u8) || word.SequenceEqual("BAD"u8) || word.SequenceEqual("BYE"u8) || word.SequenceEqual("PREAUTH"u8))
            return true;
        if (!Is(word, "OK"u8) && !Is(word, "NO"u8) && !Is(word, "BAD"u8) && !Is(word, "BYE"u8) && !Is(word, "PREAUTH"u8))
            return false;
        // Servers write capitals, and the parser tells them from others: what it takes for a status line would not be sure.
        return mustBeSure ? throw new ServerMisbehavedException("The server sent a status in lower-case letters.") : true;
    }

    private static ReadOnlySpan<byte> NextWord(ReadOnlySpan<byte> line, ref int at)
    {
        while (at < line.Length && line[at] is (byte)' ' or (byte)'\t' or (byte)'\r')
            at++;
        var start = at;
        // "*" is a word of its own, whatever follows it.
        var length = start < line.Length && line[start] == (byte)'*' ? 1 : line[start..].IndexOfAny(AtomEnd);
        at = length < 0 ? line.Length : start + length;
        return line[start..at];
    }

    private static bool Is(ReadOnlySpan<byte> word, ReadOnlySpan<byte> expected) => System.Text.Ascii.EqualsIgnoreCase(word, expected);
}
