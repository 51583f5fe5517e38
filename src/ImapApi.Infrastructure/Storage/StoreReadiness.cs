using ImapApi.Application.Cluster;
using ImapApi.Application.Errors;
using ImapApi.Application.Health;
using ImapApi.Application.Tokens;

namespace ImapApi.Infrastructure.Storage;

/// <summary>Ready when the store is open and answers, and who may call is known.</summary>
internal sealed class StoreReadiness(IStoreDriver driver, StoreSupervisor supervisor, ITokenCheck tokens, INodeLife life) : IReadiness
{
    public async Task<string?> WhyNotAsync(CancellationToken cancellationToken)
    {
        if (life.IsLeaving)
            return "The server is stopping.";
        if (supervisor.Problem is { } problem)
            return problem;
        try
        {
            await driver.PingAsync(cancellationToken);
            return tokens.WasEverMade is null ? "The access tokens are not read yet." : null;
        }
        catch (StoreUnavailableException exception)
        {
            return exception.Message;
        }
    }
}
