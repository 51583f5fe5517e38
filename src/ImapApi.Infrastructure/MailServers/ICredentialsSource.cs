using ImapApi.Domain.Accounts;

namespace ImapApi.Infrastructure.MailServers;

/// <summary>Gives the credentials for one authentication: those of the account, or those the authentication server names.</summary>
internal interface ICredentialsSource
{
    /// <param name="account">Null while settings are only being tried out.</param>
    /// <param name="protocol"><c>imap</c> or <c>smtp</c>.</param>
    /// <exception cref="Application.Errors.MailServerUnavailableException">The authentication server gave none (<c>AuthServerFailed</c>).</exception>
    Task<Credentials> GetAsync(AccountId? account, ServerEndpoint endpoint, string protocol, CancellationToken cancellationToken);
}
