using ImapApi.Domain.Accounts;

namespace ImapApi.Infrastructure.MailServers;

/// <summary>Gives the credentials for one authentication: those of the account, or those the authentication server names.</summary>
internal interface ICredentialsSource
{
    /// <param name="account">Whom the authentication server is asked about. Null while settings are tried out that name their own credentials.</param>
    /// <param name="protocol"><c>imap</c> or <c>smtp</c>.</param>
    /// <exception cref="Application.Errors.MailServerUnavailableException">The authentication server gave none (<c>AuthServerFailed</c>).</exception>
    Task<Credentials> GetAsync(AccountId? account, ServerEndpoint endpoint, string protocol, CancellationToken cancellationToken);

    /// <summary>Once more, after the mail server has refused what <see cref="GetAsync"/> gave.</summary>
    /// <returns>Null: there are no others.</returns>
    /// <exception cref="Application.Errors.MailServerUnavailableException">The authentication server gave none (<c>AuthServerFailed</c>).</exception>
    Task<Credentials?> RenewAsync(AccountId? account, ServerEndpoint endpoint, string protocol, Credentials refused, CancellationToken cancellationToken);
}
