using ImapApi.Application.Errors;
using ImapApi.Domain.Accounts;

namespace ImapApi.Infrastructure.MailServers;

/// <summary>The credentials that were registered with the account.</summary>
internal sealed class StoredCredentials : ICredentialsSource
{
    public Task<Credentials> GetAsync(AccountId? account, ServerEndpoint endpoint, string protocol, CancellationToken cancellationToken) =>
        endpoint.Credentials is Credentials.AuthServer
            ? throw new MailServerUnavailableException("AuthServerFailed", "The account uses an authentication server, but none is set. Register it with auth instead.")
            : Task.FromResult(endpoint.Credentials);
}
