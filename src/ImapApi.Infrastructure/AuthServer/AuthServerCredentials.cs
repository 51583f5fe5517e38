using ImapApi.Application.Errors;
using ImapApi.Application.Settings;
using ImapApi.Domain.Accounts;
using ImapApi.Infrastructure.MailServers;

namespace ImapApi.Infrastructure.AuthServer;

/// <summary>Those of the account, or for accounts that use the authentication server those that it names, asked anew for every authentication.</summary>
internal sealed class AuthServerCredentials(SharedQuestions questions, ISettingsStore settings) : ICredentialsSource
{
    public Task<Credentials> GetAsync(AccountId? account, ServerEndpoint endpoint, string protocol, CancellationToken cancellationToken) =>
        endpoint.Credentials is Credentials.AuthServer ? AskAsync(account, protocol, isRenewal: false, cancellationToken) : Task.FromResult(endpoint.Credentials);

    public async Task<Credentials?> RenewAsync(AccountId? account, ServerEndpoint endpoint, string protocol, Credentials refused, CancellationToken cancellationToken)
    {
        if (endpoint.Credentials is not Credentials.AuthServer)
            return null;
        var renewed = await AskAsync(account, protocol, isRenewal: true, cancellationToken);
        // The same again would only count as one more failed log-in.
        return renewed == refused ? null : renewed;
    }

    private async Task<Credentials> AskAsync(AccountId? account, string protocol, bool isRenewal, CancellationToken cancellationToken)
    {
        if (account is null)
            throw new MailServerUnavailableException("AuthServerFailed", "The authentication server can only be asked about an account: give its id.");
        if ((await settings.GetAsync(cancellationToken)).AuthServer is not { } server)
            throw new MailServerUnavailableException("AuthServerFailed", $"Account '{account}' uses an authentication server, but none is set: set authServer with POST /v1/settings, or register the account with auth instead.");
        return await questions.AskAsync(new AuthServerQuestion(server, account, protocol, isRenewal), cancellationToken);
    }
}
