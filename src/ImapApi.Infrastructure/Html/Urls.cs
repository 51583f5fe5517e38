namespace ImapApi.Infrastructure.Html;

/// <summary>What the URLs of a message may be.</summary>
internal static class Urls
{
    private const int MaxLength = 4096;

    private static readonly string[] Links = ["http://", "https://", "mailto:", "tel:"];

    /// <summary>Types that show pixels and nothing else, in every browser.</summary>
    private static readonly string[] Pictures = ["image/png", "image/jpeg", "image/gif", "image/webp", "image/bmp"];

    /// <summary>The URL as a browser would read it, where following it is harmless; else null. Relative ones would lead to the page that shows the message.</summary>
    public static string? Link(string value)
    {
        var url = Cleaned(value);
        var isLink = url.Length <= MaxLength && Links.Any(scheme => url.StartsWith(scheme, StringComparison.OrdinalIgnoreCase)) && Uri.TryCreate(url, UriKind.Absolute, out _);
        return isLink ? url : null;
    }

    /// <summary>The content id that a <c>cid:</c> URL (RFC 2392) names, without angle brackets; null for other URLs.</summary>
    public static string? ContentId(string value)
    {
        var url = Cleaned(value);
        return url.StartsWith("cid:", StringComparison.OrdinalIgnoreCase) && url.Length is > 4 and <= MaxLength ? Uri.UnescapeDataString(url[4..]) : null;
    }

    /// <summary>A picture that the text carries itself: a data URL of an allowed type in base64; else null.</summary>
    public static string? Picture(string value)
    {
        var url = Cleaned(value);
        if (!url.StartsWith("data:", StringComparison.OrdinalIgnoreCase))
            return null;
        foreach (var type in Pictures)
        {
            var head = $"data:{type};base64,";
            if (url.StartsWith(head, StringComparison.OrdinalIgnoreCase))
                return url.AsSpan(head.Length).ContainsAnyExcept(Base64) ? null : string.Concat(head, url.AsSpan(head.Length));
        }

        return null;
    }

    /// <summary>Loading it would tell somebody that the message is read.</summary>
    public static bool IsRemote(string value)
    {
        var url = Cleaned(value);
        return url.StartsWith("//", StringComparison.Ordinal) || url.StartsWith(@"\\", StringComparison.Ordinal)
            || (url.Contains(':') && !url.StartsWith("cid:", StringComparison.OrdinalIgnoreCase) && !url.StartsWith("data:", StringComparison.OrdinalIgnoreCase)
                && !url.StartsWith("javascript:", StringComparison.OrdinalIgnoreCase) && !url.StartsWith("about:", StringComparison.OrdinalIgnoreCase));
    }

    private static System.Buffers.SearchValues<char> Base64 { get; } = System.Buffers.SearchValues.Create("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/=");

    /// <summary>Browsers drop line breaks and tabs anywhere in a URL, and control characters and spaces around it (WHATWG URL §4.4).</summary>
    private static string Cleaned(string value)
    {
        var start = 0;
        while (start < value.Length && value[start] <= ' ')
            start++;
        var end = value.Length;
        while (end > start && value[end - 1] <= ' ')
            end--;
        return value.AsSpan(start, end - start).IndexOfAny('\t', '\r', '\n') < 0
            ? value[start..end]
            : value[start..end].Replace("\t", "", StringComparison.Ordinal).Replace("\r", "", StringComparison.Ordinal).Replace("\n", "", StringComparison.Ordinal);
    }
}
