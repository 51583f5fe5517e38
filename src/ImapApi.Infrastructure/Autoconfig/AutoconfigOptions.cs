namespace ImapApi.Infrastructure.Autoconfig;

/// <summary>The <c>[autoconfig]</c> section: who may be asked how a domain's mail is reached.</summary>
internal sealed class AutoconfigOptions
{
    public const string Section = "autoconfig";

    /// <summary>See <see cref="DnsAttribute"/>.</summary>
    [Dns]
    public string Dns { get; set; } = DnsAttribute.System;

    /// <summary>Whether <see cref="Urls"/> are asked.</summary>
    public bool Online { get; set; }

    /// <summary>See <see cref="DomainUrlsAttribute"/>.</summary>
    [DomainUrls]
    public string Urls { get; set; } =
        "https://autoconfig.{domain}/mail/config-v1.1.xml https://{domain}/.well-known/autoconfig/mail/config-v1.1.xml https://autoconfig.thunderbird.net/v1.1/{domain}";
}
