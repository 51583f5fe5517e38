using ImapApi.Domain.Accounts;

namespace ImapApi.Infrastructure.Storage.Repositories;

/// <summary>An account as it is stored.</summary>
internal sealed record AccountDocument(string Id, string Name, AccountDocument.Endpoint? Imap, AccountDocument.Endpoint? Smtp, WebhookDocument? Webhooks)
{
    internal sealed record Endpoint(string Host, int Port, bool Secure, TlsPolicy Tls, Authentication Auth);

    /// <param name="Secret">Encrypted; absent where an authentication server is asked.</param>
    internal sealed record Authentication(AuthenticationKind Kind, string? User, string? Secret);

    internal enum AuthenticationKind
    {
        Password,
        AccessToken,
        AuthServer,
    }
}
