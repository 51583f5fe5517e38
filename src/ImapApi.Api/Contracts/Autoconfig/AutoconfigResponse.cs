using System.ComponentModel;
using ImapApi.Domain.Autoconfig;

namespace ImapApi.Api.Contracts.Autoconfig;

[Description("How the mail of a domain is reached. Only the domain, when nothing is known about it.")]
internal sealed record AutoconfigResponse(
    [property: Description("The domain of the address, in lower case and as the DNS writes it.")] string Domain,
    [property: Description("The provider's name.")] string? Provider,
    [property: Description("Where this is known from: builtIn.")] string? Source,
    [property: Description("The IMAP server; fits an account's imap settings.")] AutoconfigResponse.HostResponse? Imap,
    [property: Description("The SMTP server; fits an account's smtp settings.")] AutoconfigResponse.HostResponse? Smtp,
    [property: Description("What is needed before the log-in can succeed: appPassword (a password made for mail programs), oauth2Only (an access token), enableImap (IMAP is switched on at the provider first).")] IReadOnlyList<string>? Hints)
{
    public static AutoconfigResponse From(MailDomain domain, ProviderSettings? settings) => settings is null
        ? new AutoconfigResponse(domain.Value, null, null, null, null, null)
        : new AutoconfigResponse(domain.Value, settings.Name, "builtIn", Host(settings.Imap), Host(settings.Smtp), [.. settings.Hints.Select(Word)]);

    private static HostResponse Host(MailHost host) => new(host.Host, host.Port, host.Secure);

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
