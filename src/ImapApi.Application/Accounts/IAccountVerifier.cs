using ImapApi.Domain.Accounts;

namespace ImapApi.Application.Accounts;

/// <summary>Tries settings out: connects and logs in, stores nothing.</summary>
public interface IAccountVerifier
{
    /// <param name="account">Whom the authentication server is asked about.</param>
    Task<ServerVerdict> VerifyImapAsync(AccountId? account, ServerEndpoint endpoint, bool listsMailboxes, CancellationToken cancellationToken);

    /// <inheritdoc cref="VerifyImapAsync"/>
    Task<ServerVerdict> VerifySmtpAsync(AccountId? account, ServerEndpoint endpoint, CancellationToken cancellationToken);
}
