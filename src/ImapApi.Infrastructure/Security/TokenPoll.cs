using ImapApi.Application.Errors;
using Microsoft.Extensions.Hosting;

namespace ImapApi.Infrastructure.Security;

/// <summary>Reads the tokens before the first call is answered, and notices what another process changes: a node of the cluster, or a command-line tool.</summary>
internal sealed class TokenPoll(TokenRepository tokens, TimeProvider time) : BackgroundService
{
    private static readonly TimeSpan Interval = TimeSpan.FromSeconds(1);

    public override async Task StartAsync(CancellationToken cancellationToken)
    {
        await ReadAsync(cancellationToken);
        await base.StartAsync(cancellationToken);
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(Interval, time);
        while (await timer.WaitForNextTickAsync(stoppingToken))
            await ReadAsync(stoppingToken);
    }

    private async Task ReadAsync(CancellationToken cancellationToken)
    {
        try
        {
            await tokens.RefreshAsync(cancellationToken);
        }
        catch (StoreUnavailableException)
        {
            // What is known holds until the store is back; before anything is known, nobody is let in.
        }
    }
}
