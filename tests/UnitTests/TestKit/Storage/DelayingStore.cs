using ImapApi.Application.Errors;
using ImapApi.Infrastructure.Storage;

namespace ImapApi.TestKit.Storage;

/// <summary>A store whose answer to one batch is lost, while the batch itself is still on its way.</summary>
internal sealed class DelayingStore(IStore inner) : PassingStore(inner)
{
    private bool _delays;
    private Batch? _delayed;

    public void DelayNext() => _delays = true;

    /// <summary>It comes in now.</summary>
    public Task<BatchOutcome> DeliverAsync(CancellationToken cancellationToken) => base.ApplyAsync(_delayed!, cancellationToken);

    public override Task<BatchOutcome> ApplyAsync(Batch batch, CancellationToken cancellationToken)
    {
        if (!_delays)
            return base.ApplyAsync(batch, cancellationToken);
        (_delays, _delayed) = (false, batch);
        return Task.FromException<BatchOutcome>(new StoreUnavailableException("The store did not answer in time."));
    }
}
