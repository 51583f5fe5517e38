namespace ImapApi.Domain.Messages;

/// <summary>The system flags (RFC 9051 §2.3.2), and which strings may be a flag at all.</summary>
public static class Flag
{
    public const string Seen = @"\Seen";
    public const string Answered = @"\Answered";
    public const string Flagged = @"\Flagged";
    public const string Deleted = @"\Deleted";
    public const string Draft = @"\Draft";

    /// <summary>A keyword (RFC 5788): the message was forwarded.</summary>
    public const string Forwarded = "$Forwarded";

    private const int MaxLength = 200;

    private static readonly System.Buffers.SearchValues<char> AtomCharacters =
        System.Buffers.SearchValues.Create("!#$&'+,-./0123456789:;<=>?@ABCDEFGHIJKLMNOPQRSTUVWXYZ[^_`abcdefghijklmnopqrstuvwxyz|}~");

    /// <summary>
    /// A caller may set the five system flags and keywords: atoms (RFC 9051 §9 flag-keyword), so no white space, no control, none of <c>( ) { % * " \ ]</c>.
    /// </summary>
    public static bool IsSettable([System.Diagnostics.CodeAnalysis.NotNullWhen(true)] string? flag)
    {
        if (flag is not { Length: > 0 and <= MaxLength })
            return false;
        if (flag[0] == '\\')
            return new[] { Seen, Answered, Flagged, Deleted, Draft }.Contains(flag, StringComparer.OrdinalIgnoreCase);
        return !flag.AsSpan().ContainsAnyExcept(AtomCharacters);
    }
}
