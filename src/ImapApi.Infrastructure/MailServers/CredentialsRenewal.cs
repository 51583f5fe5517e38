using ImapApi.Domain.Accounts;
using MailKit.Security;

namespace ImapApi.Infrastructure.MailServers;

internal static class CredentialsRenewal
{
    /// <summary>
    /// Opens a connection with the credentials of the source. When the mail server refuses them and the source has others by now (a token has just expired),
    /// once more with those, on a new connection.
    /// </summary>
    public static async Task<TConnection> LogInAsync<TConnection>(
        this ICredentialsSource source, AccountId? account, ServerEndpoint endpoint, string protocol, Func<Credentials, Task<TConnection>> open, CancellationToken cancellationToken)
    {
        var login = await source.GetAsync(account, endpoint, protocol, cancellationToken);
        try
        {
            return await open(login);
        }
        catch (AuthenticationException refused) when (MailServerErrors.IsFinal(refused))
        {
            if (await source.RenewAsync(account, endpoint, protocol, login, cancellationToken) is not { } renewed)
                throw;
            return await open(renewed);
        }
    }
}
