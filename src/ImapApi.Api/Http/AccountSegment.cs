using System.Diagnostics.CodeAnalysis;
using System.Text;
using ImapApi.Domain.Accounts;
using Microsoft.AspNetCore.Http.Features;

namespace ImapApi.Api.Http;

/// <summary>
/// The <c>{account}</c> of a path, percent-decoded exactly once from the raw request target. ASP.NET's route values cannot be used: they are <c>a%2Fb</c> for
/// both <c>a%2Fb</c> and <c>a%252Fb</c>, and two accounts must never meet.
/// </summary>
internal static class AccountSegment
{
    /// <summary>In <c>/v1/account/{account}/…</c> and <c>/v1/logs/{account}</c>.</summary>
    private const int Position = 2;

    public static bool TryRead(HttpContext http, [NotNullWhen(true)] out AccountId? account)
    {
        account = null;
        var target = http.Features.Get<IHttpRequestFeature>()?.RawTarget ?? "";
        return TryFind(target, http.Request.Path.Value ?? "", out var segment) && TryDecode(segment, out var value) && AccountId.TryParse(value, out account);
    }

    /// <summary>The path and the query of a request target, as they are: the absolute form (RFC 9112 §3.2.2) starts with scheme and authority.</summary>
    /// <returns>Empty when there is no path.</returns>
    public static ReadOnlySpan<char> OriginForm(string target)
    {
        var authority = target.StartsWith('/') ? -1 : target.IndexOf("://", StringComparison.Ordinal);
        var start = authority < 0 ? 0 : target.IndexOf('/', authority + 3);
        return start < 0 ? default : target.AsSpan(start);
    }

    internal static bool TryFind(string target, string path, out ReadOnlySpan<char> segment)
    {
        segment = default;
        var raw = OriginForm(target);
        if (raw.IsEmpty)
            return false;
        var end = raw.IndexOfAny('?', '#');
        if (end >= 0)
            raw = raw[..end];
        // Dot segments were taken out of the path that was routed: then the raw target counts otherwise, and means something else.
        if (raw.Count('/') != path.AsSpan().Count('/'))
            return false;
        var position = -1;
        foreach (var range in raw.Split('/'))
        {
            if (position++ == Position)
            {
                segment = raw[range];
                return true;
            }
        }

        return false;
    }

    /// <summary>Strict: no stray percent sign, nothing but UTF-8.</summary>
    internal static bool TryDecode(ReadOnlySpan<char> segment, [NotNullWhen(true)] out string? value)
    {
        value = null;
        if (segment.IsEmpty || segment.Length > AccountId.MaxLength * 12)
            return false;
        var bytes = segment.Length <= 256 ? stackalloc byte[segment.Length] : new byte[segment.Length];
        var length = 0;
        for (var i = 0; i < segment.Length; i++)
        {
            if (segment[i] is < '!' or > '~')
                return false;
            if (segment[i] != '%')
            {
                bytes[length++] = (byte)segment[i];
                continue;
            }

            if (i + 2 >= segment.Length || !char.IsAsciiHexDigit(segment[i + 1]) || !char.IsAsciiHexDigit(segment[i + 2]))
                return false;
            bytes[length++] = byte.Parse(segment.Slice(i + 1, 2), System.Globalization.NumberStyles.AllowHexSpecifier, System.Globalization.CultureInfo.InvariantCulture);
            i += 2;
        }

        if (!System.Text.Unicode.Utf8.IsValid(bytes[..length]))
            return false;
        value = Encoding.UTF8.GetString(bytes[..length]);
        return true;
    }
}
