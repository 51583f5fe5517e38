using System.ComponentModel;
using ImapApi.Domain.Accounts;

namespace ImapApi.Api.Contracts.Accounts;

[Description("A mail server as it is registered, without secrets.")]
internal sealed record ServerEndpointResponse(
    [property: Description("Host name or IP address.")] string Host,
    [property: Description("Port.")] int Port,
    [property: Description("True: TLS from the first byte. False: STARTTLS.")] bool Secure,
    [property: Description("What is demanded of TLS.")] TlsSettings Tls,
    [property: Description("Who we are there.")] ServerEndpointResponse.AuthResponse? Auth,
    [property: Description("True: the authentication server is asked for the credentials.")] bool? UseAuthServer)
{
    public static ServerEndpointResponse? From(ServerEndpoint? endpoint) => endpoint is null ? null : new ServerEndpointResponse(
        endpoint.Host,
        endpoint.Port,
        endpoint.Secure,
        TlsSettings.From(endpoint.Tls),
        AuthResponse.From(endpoint.Credentials),
        endpoint.Credentials is Credentials.AuthServer ? true : null);

    [Description("A user, and which secret is stored for him; never the secret.")]
    internal sealed record AuthResponse(
        [property: Description("The user name.")] string User,
        [property: Description("A password is stored.")] bool? PassSet,
        [property: Description("An access token is stored.")] bool? AccessTokenSet)
    {
        public static AuthResponse? From(Credentials credentials) => credentials switch
        {
            Credentials.Password password => new AuthResponse(password.UserName, PassSet: true, AccessTokenSet: null),
            Credentials.AccessToken token => new AuthResponse(token.UserName, PassSet: null, AccessTokenSet: true),
            _ => null,
        };
    }
}
