using System.Security.Cryptography;
using System.Text.Json;
using ImapApi.Domain.Accounts;
using ImapApi.Infrastructure.Security;
using Authentication = ImapApi.Infrastructure.Storage.Repositories.AccountDocument.Authentication;
using Endpoint = ImapApi.Infrastructure.Storage.Repositories.AccountDocument.Endpoint;
using Kind = ImapApi.Infrastructure.Storage.Repositories.AccountDocument.AuthenticationKind;

namespace ImapApi.Infrastructure.Storage.Repositories;

/// <summary>Between the domain's account and its document. Only the secrets are encrypted, each for its account and its field.</summary>
internal sealed class AccountCodec(SecretProtector protector, WebhookCodec webhooks)
{
    private const string ImapField = "imap.secret";
    private const string SmtpField = "smtp.secret";

    public byte[] Encode(Account account)
    {
        var document = new AccountDocument(
            account.Id.Value, account.Name, Encode(account.Imap, account.Id, ImapField), Encode(account.Smtp, account.Id, SmtpField), webhooks.Encode(account.Webhooks, account.Id));
        return JsonSerializer.SerializeToUtf8Bytes(document, RepositoryJson.Default.AccountDocument);
    }

    public Account Decode(byte[] bytes)
    {
        var document = JsonSerializer.Deserialize(bytes, RepositoryJson.Default.AccountDocument)!;
        var id = AccountId.Parse(document.Id);
        return new Account(id, document.Name, Decode(document.Imap, id, ImapField), Decode(document.Smtp, id, SmtpField))
        {
            Webhooks = webhooks.Decode(document.Webhooks, id),
        };
    }

    private Endpoint? Encode(ServerEndpoint? endpoint, AccountId account, string field) => endpoint is null
        ? null
        : new Endpoint(endpoint.Host, endpoint.Port, endpoint.Secure, endpoint.Tls, endpoint.Credentials switch
        {
            Credentials.Password password => new(Kind.Password, password.UserName, protector.Protect(password.Secret, account, field)),
            Credentials.AccessToken token => new(Kind.AccessToken, token.UserName, protector.Protect(token.Token, account, field)),
            Credentials.AuthServer => new Authentication(Kind.AuthServer, User: null, Secret: null),
            var other => throw new InvalidOperationException($"Unknown credentials {other.GetType().Name}."),
        });

    private ServerEndpoint? Decode(Endpoint? endpoint, AccountId account, string field) => endpoint is null
        ? null
        : new ServerEndpoint(endpoint.Host, endpoint.Port, endpoint.Secure, endpoint.Tls, endpoint.Auth switch
        {
            { Kind: Kind.Password, User: { } user, Secret: { } secret } => new Credentials.Password(user, protector.Unprotect(secret, account, field)),
            { Kind: Kind.AccessToken, User: { } user, Secret: { } secret } => new Credentials.AccessToken(user, protector.Unprotect(secret, account, field)),
            { Kind: Kind.AuthServer } => new Credentials.AuthServer(),
            _ => throw new CryptographicException($"The stored {field} of account '{account}' is incomplete."),
        });
}
