using ImapApi.Application.Accounts;
using ImapApi.Domain.Accounts;
using ImapApi.Infrastructure.Imap.Workers;
using ImapApi.Infrastructure.Smtp;

namespace ImapApi.Infrastructure.MailServers;

/// <summary>Tries servers out: connects and logs in as a worker would, then closes.</summary>
internal sealed class AccountVerifier(ImapConnector imap, SmtpConnector smtp, TimeProvider time) : IAccountVerifier
{
    public Task<ServerVerdict> VerifyImapAsync(ServerEndpoint endpoint, CancellationToken cancellationToken) =>
        VerifyAsync(endpoint, async () => (await imap.OpenAsync(null, endpoint, cancellationToken)).Dispose(), cancellationToken);

    public Task<ServerVerdict> VerifySmtpAsync(ServerEndpoint endpoint, CancellationToken cancellationToken) =>
        VerifyAsync(endpoint, async () => (await smtp.OpenAsync(endpoint, cancellationToken)).Dispose(), cancellationToken);

    private async Task<ServerVerdict> VerifyAsync(ServerEndpoint endpoint, Func<Task> tryOut, CancellationToken cancellationToken)
    {
        try
        {
            await tryOut();
            return new ServerVerdict(null);
        }
#pragma warning disable CA1031 // Whatever a server does wrong is the answer.
        catch (Exception exception) when (!cancellationToken.IsCancellationRequested)
#pragma warning restore CA1031
        {
            return new ServerVerdict(MailServerErrors.Describe(exception, endpoint.Host, endpoint.Port, time.GetUtcNow()));
        }
    }
}
