using System.Collections.Frozen;
using static ImapApi.Domain.Autoconfig.SignInHint;

namespace ImapApi.Domain.Autoconfig;

/// <summary>The large providers, by the domains of their addresses. Written down from what is generally known of them, not asked of them: a provider may have changed since.</summary>
public static class KnownProviders
{
    private static readonly FrozenDictionary<string, ProviderSettings> ByDomain = List().ToFrozenDictionary(StringComparer.Ordinal);

    /// <summary>Every domain in the list.</summary>
    public static IReadOnlyList<string> Domains => ByDomain.Keys;

    /// <summary>Every provider in the list.</summary>
    internal static IEnumerable<ProviderSettings> All => ByDomain.Values.Distinct();

    /// <summary>Null: not in the list.</summary>
    public static ProviderSettings? Find(MailDomain domain) => ByDomain.GetValueOrDefault(domain.Value);

    private static IEnumerable<KeyValuePair<string, ProviderSettings>> List() =>
    [
        .. Provider("Gmail", Tls("imap.gmail.com"), Submissions("smtp.gmail.com"), [AppPassword], "gmail.com", "googlemail.com"),
        .. Provider("Outlook.com", Tls("outlook.office365.com"), StartTls("smtp-mail.outlook.com"), [OAuth2Only], "outlook.com", "hotmail.com", "live.com", "msn.com"),
        .. Provider("Yahoo", Tls("imap.mail.yahoo.com"), Submissions("smtp.mail.yahoo.com"), [AppPassword], "yahoo.com", "yahoo.co.uk", "yahoo.de", "yahoo.fr", "ymail.com", "rocketmail.com"),
        .. Provider("AOL", Tls("imap.aol.com"), Submissions("smtp.aol.com"), [AppPassword], "aol.com"),
        .. Provider("iCloud", Tls("imap.mail.me.com"), StartTls("smtp.mail.me.com"), [AppPassword], "icloud.com", "me.com", "mac.com"),
        .. Provider("GMX", Tls("imap.gmx.net"), Submissions("mail.gmx.net"), [EnableImap], "gmx.net", "gmx.de", "gmx.at", "gmx.ch"),
        .. Provider("GMX", Tls("imap.gmx.com"), Submissions("mail.gmx.com"), [EnableImap], "gmx.com"),
        .. Provider("WEB.DE", Tls("imap.web.de"), StartTls("smtp.web.de"), [EnableImap], "web.de"),
        .. Provider("T-Online", Tls("secureimap.t-online.de"), Submissions("securesmtp.t-online.de"), [AppPassword], "t-online.de"),
        .. Provider("Posteo", Tls("posteo.de"), Submissions("posteo.de"), [], "posteo.de", "posteo.net"),
        .. Provider("mailbox.org", Tls("imap.mailbox.org"), Submissions("smtp.mailbox.org"), [], "mailbox.org"),
        .. Provider("Fastmail", Tls("imap.fastmail.com"), Submissions("smtp.fastmail.com"), [AppPassword], "fastmail.com", "fastmail.fm"),
        .. Provider("Zoho", Tls("imap.zoho.com"), Submissions("smtp.zoho.com"), [EnableImap], "zoho.com"),
        .. Provider("Orange", Tls("imap.orange.fr"), Submissions("smtp.orange.fr"), [], "orange.fr", "wanadoo.fr"),
        .. Provider("Free", Tls("imap.free.fr"), Submissions("smtp.free.fr"), [], "free.fr"),
        .. Provider("Mail.ru", Tls("imap.mail.ru"), Submissions("smtp.mail.ru"), [AppPassword], "mail.ru", "inbox.ru", "list.ru", "bk.ru"),
        .. Provider("Yandex", Tls("imap.yandex.com"), Submissions("smtp.yandex.com"), [AppPassword, EnableImap], "yandex.com", "yandex.ru"),
        .. Provider("QQ Mail", Tls("imap.qq.com"), Submissions("smtp.qq.com"), [AppPassword, EnableImap], "qq.com"),
        .. Provider("163", Tls("imap.163.com"), Submissions("smtp.163.com"), [AppPassword, EnableImap], "163.com"),
    ];

    private static IEnumerable<KeyValuePair<string, ProviderSettings>> Provider(string name, MailHost imap, MailHost smtp, SignInHint[] hints, params string[] domains)
    {
        var settings = new ProviderSettings(name, imap, smtp, hints);
        return domains.Select(domain => KeyValuePair.Create(domain, settings));
    }

    private static MailHost Tls(string host) => new(host, 993, Secure: true);

    private static MailHost Submissions(string host) => new(host, 465, Secure: true);

    private static MailHost StartTls(string host) => new(host, 587, Secure: false);
}
