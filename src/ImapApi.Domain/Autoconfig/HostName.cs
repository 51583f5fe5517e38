using System.Globalization;

namespace ImapApi.Domain.Autoconfig;

/// <summary>Names of hosts as the DNS writes them.</summary>
internal static class HostName
{
    // Letters, digits and hyphens only: what comes out is fit for a DNS question.
    private static readonly IdnMapping Idn = new() { UseStd3AsciiRules = true };

    /// <summary>Lower-case and in A-labels (RFC 5890). Null unless it is a host name of two labels or more, without a dot at its end, that cannot be taken for an IPv4 address.</summary>
    public static string? Canonical(string name)
    {
        try
        {
            var ascii = Idn.GetAscii(name).ToLowerInvariant();
            var last = ascii.LastIndexOf('.');
            // A last label of digits alone is how an address is told from a name (RFC 1123 §2.1).
            return last < 0 || last == ascii.Length - 1 || ascii.AsSpan(last + 1).IndexOfAnyExceptInRange('0', '9') < 0 ? null : ascii;
        }
        catch (ArgumentException)
        {
            return null; // the only way IdnMapping says "not a host name"
        }
    }
}
