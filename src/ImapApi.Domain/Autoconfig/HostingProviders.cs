using static ImapApi.Domain.Autoconfig.SignInHint;

namespace ImapApi.Domain.Autoconfig;

/// <summary>Providers that hold the mail of their customers' own domains, known by the hosts that such a domain's DNS names. Written down like <see cref="KnownProviders"/>.</summary>
public static class HostingProviders
{
    private static readonly (string Suffix, ProviderSettings Provider)[] ByExchanger =
    [
        .. Provider("Google Workspace", "imap.gmail.com", "smtp.gmail.com", 465, [AppPassword], "google.com", "googlemail.com"),
        .. Provider("Microsoft 365", "outlook.office365.com", "smtp.office365.com", 587, [OAuth2Only], "mail.protection.outlook.com", "mx.microsoft"),
        .. Provider("iCloud", "imap.mail.me.com", "smtp.mail.me.com", 587, [AppPassword], "mail.icloud.com"),
        .. Provider("Fastmail", "imap.fastmail.com", "smtp.fastmail.com", 465, [AppPassword], "messagingengine.com"),
        .. Provider("Zoho", "imappro.zoho.com", "smtppro.zoho.com", 465, [EnableImap], "zoho.com"),
        .. Provider("Zoho", "imappro.zoho.eu", "smtppro.zoho.eu", 465, [EnableImap], "zoho.eu"),
        .. Provider("mailbox.org", "imap.mailbox.org", "smtp.mailbox.org", 465, [], "mailbox.org"),
        .. Provider("Yandex 360", "imap.yandex.com", "smtp.yandex.com", 465, [AppPassword, EnableImap], "mx.yandex.net", "mx.yandex.ru"),
        .. Provider("Mail.ru", "imap.mail.ru", "smtp.mail.ru", 465, [AppPassword], "mail.ru"),
    ];

    /// <param name="exchanger">The target of an MX record.</param>
    public static ProviderSettings? OfExchanger(string exchanger)
    {
        var host = exchanger.TrimEnd('.');
        return Array.Find(ByExchanger, entry => IsWithin(host, entry.Suffix)).Provider;
    }

    /// <param name="server">The host of an IMAP or SMTP server; null: of none.</param>
    public static ProviderSettings? OfServer(string? server)
    {
        if (server is null)
            return null;
        return Array.Find(ByExchanger, entry => Runs(entry.Provider, server)).Provider ?? KnownProviders.All.FirstOrDefault(provider => Runs(provider, server));
    }

    private static bool Runs(ProviderSettings provider, string server) => Same(provider.Imap.Host, server) || Same(provider.Smtp.Host, server);

    private static bool Same(string one, string other) => one.Equals(other, StringComparison.OrdinalIgnoreCase);

    private static bool IsWithin(string host, string suffix) =>
        host.EndsWith(suffix, StringComparison.OrdinalIgnoreCase) && (host.Length == suffix.Length || host[host.Length - suffix.Length - 1] == '.');

    private static IEnumerable<(string Suffix, ProviderSettings Provider)> Provider(string name, string imap, string smtp, int smtpPort, SignInHint[] hints, params string[] exchangers)
    {
        var settings = new ProviderSettings(name, new MailHost(imap, 993, Secure: true), new MailHost(smtp, smtpPort, Secure: smtpPort == 465), hints);
        return exchangers.Select(exchanger => (exchanger, settings));
    }
}
