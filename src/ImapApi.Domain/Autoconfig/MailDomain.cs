using System.Diagnostics.CodeAnalysis;

namespace ImapApi.Domain.Autoconfig;

/// <summary>The domain of an email address, lower-case and in the DNS's form (RFC 5890 A-labels). What stands before the @ is not kept.</summary>
public sealed record MailDomain
{
    /// <summary>RFC 5321 §4.5.3.1: 64 octets, the @, and 255 octets.</summary>
    public const int MaxAddressLength = 320;

    private MailDomain(string value) => Value = value;

    public string Value { get; }

    public static MailDomain Parse(string address) => TryParse(address, out var domain) ? domain : throw new FormatException("Not an email address.");

    /// <summary>False unless <paramref name="address"/> is something before an @ and a host name of two labels or more behind it.</summary>
    public static bool TryParse(string address, [MaybeNullWhen(false)] out MailDomain domain)
    {
        domain = null;
        var at = address.LastIndexOf('@');
        if (at < 1 || address.Length > MaxAddressLength || address.Any(char.IsControl))
            return false;
        if (HostName.Canonical(address[(at + 1)..]) is not { } name)
            return false;
        domain = new MailDomain(name);
        return true;
    }

    public override string ToString() => Value;
}
