using ImapApi.Application.Errors;
using ImapApi.Application.Tokens;
using Microsoft.Extensions.Options;

namespace ImapApi.Api.Auth;

/// <summary>
/// Stops the start of a server that wants tokens while there is none: nobody could call it, nor make one. Before anything is started but the store, which is
/// opened by then unless it is away.
/// </summary>
internal sealed class FirstTokenCheck(ITokenStore tokens, IOptions<AuthOptions> options) : IHostedLifecycleService
{
    public async Task StartingAsync(CancellationToken cancellationToken)
    {
        if (options.Value.Required && !await ThereWasOneAsync(cancellationToken))
            throw new StartupException("auth.required is set, and there is no access token yet; make the first one with: ImapApi.Api token create --scopes admin (and the same configuration), then start again.");
    }

    public Task StartAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StartedAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StoppingAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StoppedAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    private async Task<bool> ThereWasOneAsync(CancellationToken cancellationToken)
    {
        try
        {
            return await tokens.WasEverMadeAsync(cancellationToken);
        }
        catch (StoreUnavailableException)
        {
            // It starts, is not ready, and asks for tokens once the store is there; a tool can make one then.
            return true;
        }
    }
}
