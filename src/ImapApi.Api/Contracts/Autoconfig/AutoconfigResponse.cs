using System.ComponentModel;
using ImapApi.Application.Autoconfig;
using ImapApi.Domain.Autoconfig;

namespace ImapApi.Api.Contracts.Autoconfig;

[Description("How the mail of a domain is reached. Only the domain, when nothing is known about it.")]
internal sealed record AutoconfigResponse(
    [property: Description("The domain of the address, in lower case and as the DNS writes it.")] string Domain,
    [property: Description("The provider's name.")] string? Provider,
    [property: Description("Where this is known from: builtIn (the list of large providers that comes with the server), srv (the domain's SRV records), mx (a known provider receives the domain's mail), online (a configuration file found over HTTP).")] string? Source,
    [property: Description("Where the configuration file was read, for the source online.")] string? Url,
    [property: Description("The IMAP server; fits an account's imap settings. With the source srv, left out when the domain says that it has none.")] AutoconfigResponse.HostResponse? Imap,
    [property: Description("The SMTP server; fits an account's smtp settings.")] AutoconfigResponse.HostResponse? Smtp,
    [property: Description("What is needed before the log-in can succeed: appPassword (a password made for mail programs), oauth2Only (an access token), enableImap (IMAP is switched on at the provider first).")] IReadOnlyList<string>? Hints,
    [property: Description("True: somebody who was asked has not answered, so that asking again may find more. Left out otherwise.")] bool? Incomplete)
{
    public static AutoconfigResponse From(MailDomain domain, AutoconfigFindings found)
    {
        bool? incomplete = found.IsComplete ? null : true;
        return found.Settings is not { } settings
            ? new AutoconfigResponse(domain.Value, null, null, null, null, null, null, incomplete)
            : new AutoconfigResponse(domain.Value, settings.Provider, Word(settings.Source), settings.Url, Host(settings.Imap), Host(settings.Smtp), [.. settings.Hints.Select(Word)], incomplete);
    }

    private static HostResponse? Host(MailHost? host) => host is null ? null : new HostResponse(host.Host, host.Port, host.Secure);

    private static string Word(AutoconfigSource source) => source switch
    {
        AutoconfigSource.BuiltIn => "builtIn",
        AutoconfigSource.Srv => "srv",
        AutoconfigSource.Mx => "mx",
        AutoconfigSource.Online => "online",
        _ => throw new ArgumentOutOfRangeException(nameof(source), source, "A source without a word."),
    };

    private static string Word(SignInHint hint) => hint switch
    {
        SignInHint.AppPassword => "appPassword",
        SignInHint.OAuth2Only => "oauth2Only",
        SignInHint.EnableImap => "enableImap",
        _ => throw new ArgumentOutOfRangeException(nameof(hint), hint, "A hint without a word."),
    };

    [Description("A mail server.")]
    internal sealed record HostResponse(
        [property: Description("Host name.")] string Host,
        [property: Description("Port.")] int Port,
        [property: Description("True: TLS from the first byte. False: STARTTLS.")] bool Secure);
}
