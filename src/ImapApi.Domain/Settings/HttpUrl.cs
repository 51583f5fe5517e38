using System.Diagnostics.CodeAnalysis;

namespace ImapApi.Domain.Settings;

/// <summary>An http or https URL that this server calls. User and password are a secret, kept apart from what may be shown.</summary>
public sealed record HttpUrl
{
    public const int MaxLength = 2048;

    private HttpUrl(string address, string? userInfo) => (Address, UserInfo) = (address, userInfo);

    /// <summary>The URL without user and password, in its canonical form.</summary>
    public string Address { get; }

    /// <summary>What Basic authentication sends (RFC 7617): <c>user:password</c>, decoded; null when the URL has neither.</summary>
    public string? UserInfo { get; }

    /// <summary>Scheme, host and port: all that a log says of it, because paths and queries often are secrets too.</summary>
    public string Origin => new Uri(Address).GetLeftPart(UriPartial.Authority);

    /// <summary>False for anything that is no absolute http or https URL with a host; a fragment is refused, because it is never sent.</summary>
    public static bool TryParse(string? text, [NotNullWhen(true)] out HttpUrl? url)
    {
        url = null;
        if (text is not { Length: > 0 and <= MaxLength } || !Text.IsSingleLine(text) || text.Contains(' ', StringComparison.Ordinal)
            || !HasScheme(text) || !Uri.TryCreate(text, UriKind.Absolute, out var uri)
            || uri.Host.Length == 0 || uri.Port == 0 || text.Contains('#', StringComparison.Ordinal))
        {
            return false;
        }

        var parts = uri.UserInfo.Split(':', 2);
        var user = Uri.UnescapeDataString(parts[0]);
        var password = parts.Length > 1 ? Uri.UnescapeDataString(parts[1]) : "";
        // A colon in the user's name would move the border between the two (RFC 7617 §2).
        if (user.Contains(':', StringComparison.Ordinal) || !Text.IsSingleLine(user) || !Text.IsSingleLine(password))
            return false;
        // What is stored has to be the same URL again: letters that have to be escaped make it longer, and .NET's parser leaves some out that were in its way.
        var address = Canonical(uri);
        if (address.Length > MaxLength || !Uri.TryCreate(address, UriKind.Absolute, out var stored) || Canonical(stored) != address)
            return false;
        url = new HttpUrl(address, uri.UserInfo.Length > 0 ? $"{user}:{password}" : null);
        return true;
    }

    /// <summary>Begins with <c>http:</c> or <c>https:</c>. Nothing else is for .NET's parser, which takes <c>\\</c> for a file's path, and throws where it cannot read that.</summary>
    public static bool HasScheme(string text) => text.StartsWith("http:", StringComparison.OrdinalIgnoreCase) || text.StartsWith("https:", StringComparison.OrdinalIgnoreCase);

    /// <exception cref="FormatException">The text is no such URL.</exception>
    public static HttpUrl Parse(string text) => TryParse(text, out var url) ? url : throw new FormatException("Not an http or https URL.");

    public HttpUrl WithUserInfo(string? userInfo) => new(Address, userInfo);

    /// <summary>As it may be shown.</summary>
    public override string ToString() => Address;

    private static string Canonical(Uri uri) => uri.GetComponents(UriComponents.HttpRequestUrl, UriFormat.UriEscaped);
}
