using System.Globalization;
using System.Text.RegularExpressions;

namespace ImapApi.Domain.Submissions;

/// <summary>Which strings may be an address in a header or an envelope (RFC 5321 §4.1.2, RFC 6531 §3.3): nothing that could end a line, a path or a list.</summary>
public static partial class MailAddress
{
    private const int MaxLength = 254;
    private const int MaxLocalLength = 64;

    private static readonly IdnMapping Idn = new() { UseStd3AsciiRules = true };

    public static bool IsValid([System.Diagnostics.CodeAnalysis.NotNullWhen(true)] string? address) =>
        address is { Length: > 0 and <= MaxLength } && address.LastIndexOf('@') is > 0 and var at
        && System.Text.Encoding.UTF8.GetByteCount(address.AsSpan(0, at)) <= MaxLocalLength
        // In ASCII a domain may be longer than as it is written.
        && IsLocalPart(address[..at]) && AsciiDomain(address[(at + 1)..]) is { } domain && at + 1 + domain.Length <= MaxLength;

    /// <summary>
    /// The address as it goes onto a wire: an international domain in its ASCII form, which every server takes. What is before the @ cannot be written
    /// otherwise: beyond ASCII it needs a server with SMTPUTF8.
    /// </summary>
    /// <returns>Null for what is not an address.</returns>
    public static string? ToWire(string address) =>
        IsValid(address) && address.LastIndexOf('@') is var at ? address[..(at + 1)] + AsciiDomain(address[(at + 1)..]) : null;

    /// <summary>The domain of a valid address, in ASCII.</summary>
    public static string Domain(string address) => AsciiDomain(address[(address.LastIndexOf('@') + 1)..])!;

    public static bool NeedsSmtpUtf8(string address) => !System.Text.Ascii.IsValid(address.AsSpan(0, Math.Max(address.LastIndexOf('@'), 0)));

    private static bool IsLocalPart(string local) => local[0] == '"' ? QuotedString().IsMatch(local) : local.Split('.').All(atom => atom.Length > 0 && atom.EnumerateRunes().All(IsAtomRune));

    private static bool IsAtomRune(System.Text.Rune rune) => rune.IsAscii
        ? char.IsAsciiLetterOrDigit((char)rune.Value) || "!#$%&'*+-/=?^_`{|}~".Contains((char)rune.Value)
        : System.Text.Rune.GetUnicodeCategory(rune) is not (UnicodeCategory.Control or UnicodeCategory.Format or UnicodeCategory.Surrogate or UnicodeCategory.PrivateUse
            or UnicodeCategory.OtherNotAssigned or UnicodeCategory.SpaceSeparator or UnicodeCategory.LineSeparator or UnicodeCategory.ParagraphSeparator)
            && rune != System.Text.Rune.ReplacementChar;

    private static string? AsciiDomain(string domain)
    {
        // IDNA 2003 on its own lets C1 controls through.
        if (!Text.IsSingleLine(domain))
            return null;
        if (AddressLiteral().IsMatch(domain))
            return System.Net.IPAddress.TryParse(domain.StartsWith("[IPv6:", StringComparison.OrdinalIgnoreCase) ? domain[6..^1] : domain[1..^1], out _) ? domain : null;
        try
        {
            var ascii = Idn.GetAscii(domain);
            return HostName().IsMatch(ascii) ? ascii : null;
        }
        catch (ArgumentException)
        {
            return null;
        }
    }

    [GeneratedRegex("""^"(?:[ !#-\[\]-~]|\\[ -~])*"\z""", RegexOptions.NonBacktracking)]
    private static partial Regex QuotedString();

    [GeneratedRegex(@"^\[(?:[0-9.]{7,15}|IPv6:[0-9A-Fa-f:.]{2,45})\]\z", RegexOptions.NonBacktracking | RegexOptions.IgnoreCase)]
    private static partial Regex AddressLiteral();

    [GeneratedRegex(@"^[A-Za-z0-9](?:[A-Za-z0-9-]*[A-Za-z0-9])?(?:\.[A-Za-z0-9](?:[A-Za-z0-9-]*[A-Za-z0-9])?)*\z", RegexOptions.NonBacktracking)]
    private static partial Regex HostName();
}
