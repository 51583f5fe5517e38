using ImapApi.Application.Errors;
using ImapApi.Application.Health;

namespace ImapApi.Infrastructure.Storage;

/// <summary>Ready when the store is open and answers.</summary>
internal sealed class StoreReadiness(IStoreDriver driver, StoreSupervisor supervisor) : IReadiness
{
    public async Task<string?> WhyNotAsync(CancellationToken cancellationToken)
    {
        if (supervisor.Problem is { } problem)
            return problem;
        try
        {
            await driver.PingAsync(cancellationToken);
            return null;
        }
        catch (StoreUnavailableException exception)
        {
            return exception.Message;
        }
    }
}
