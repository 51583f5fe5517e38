using ImapApi.Domain.Accounts;

namespace ImapApi.Application.Accounts;

/// <summary>Tries settings out: connects and logs in, stores nothing.</summary>
public interface IAccountVerifier
{
    Task<ServerVerdict> VerifyImapAsync(ServerEndpoint endpoint, CancellationToken cancellationToken);

    Task<ServerVerdict> VerifySmtpAsync(ServerEndpoint endpoint, CancellationToken cancellationToken);
}
