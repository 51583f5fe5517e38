using System.ComponentModel;
using System.ComponentModel.DataAnnotations;
using ImapApi.Api.Binding;
using ImapApi.Application.Accounts;
using ImapApi.Domain.Accounts;

namespace ImapApi.Api.Contracts.Accounts;

[Description("A mail server and who we are there: with exactly one of auth and useAuthServer.")]
internal sealed record ServerEndpointRequest
{
    [Required, Description("Host name or IP address.")]
    public string? Host { get; init; }

    [Required, Description("Port: 993 or 143 for IMAP, 465 or 587 for SMTP.")]
    public int? Port { get; init; }

    [Description("True: TLS from the first byte. False (default): STARTTLS is required; on loopback hosts only where it is offered.")]
    public bool? Secure { get; init; }

    [Description("What is demanded of TLS.")]
    public TlsSettings? Tls { get; init; }

    [Description("What authenticates; secrets never come back in any answer.")]
    public AuthRequest? Auth { get; init; }

    [Description("Instead of auth: the authentication server of the settings is asked for the credentials.")]
    public bool? UseAuthServer { get; init; }

    public ServerEndpoint ToEndpoint(string key, RequestInput input)
    {
        if (Auth is null && UseAuthServer != true)
            input.Refuse(key + ".auth", "is required, or useAuthServer: true.");
        return new ServerEndpoint(Host ?? "", Port ?? 0, Secure ?? false, ToTls(key, input), ToCredentials(key, input) ?? new Credentials.AuthServer());
    }

    /// <summary>For a partial update, where missing credentials mean the stored ones.</summary>
    public EndpointChange ToChange(string key, RequestInput input) =>
        new(Host ?? "", Port ?? 0, Secure ?? false, ToTls(key, input), ToCredentials(key, input));

    private TlsPolicy ToTls(string key, RequestInput input) => Tls?.ToPolicy(key + ".tls", input) ?? TlsPolicy.Default;

    private Credentials? ToCredentials(string key, RequestInput input)
    {
        if (Auth is null)
            return UseAuthServer == true ? new Credentials.AuthServer() : null;
        if (UseAuthServer == true)
            input.Refuse(key + ".useAuthServer", "does not go together with auth.");
        if (Auth.Pass is null == Auth.AccessToken is null)
            input.Refuse(key + ".auth", "has exactly one of pass and accessToken.");
        return Auth.AccessToken is { } token ? new Credentials.AccessToken(Auth.User ?? "", token) : new Credentials.Password(Auth.User ?? "", Auth.Pass ?? "");
    }
}
