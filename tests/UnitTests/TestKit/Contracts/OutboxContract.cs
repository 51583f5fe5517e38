using ImapApi.Application.Submissions;
using ImapApi.Domain.Submissions;
using ImapApi.TestKit.Outbox;

namespace ImapApi.TestKit.Contracts;

/// <summary>A test that begins with the outbox started on an empty store.</summary>
public abstract class OutboxContract(string redis) : IAsyncLifetime
{
    private protected OutboxBench Bench { get; } = new(redis);

    private protected ScriptedTransport Transport => Bench.Transport;

    private protected static CancellationToken Token => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync() => await Bench.StartAsync();

    public async ValueTask DisposeAsync()
    {
        GC.SuppressFinalize(this);
        await Bench.DisposeAsync();
    }

    private protected static Task<SubmissionReceipt> Fail(SubmissionCertainty certainty) => Task.FromException<SubmissionReceipt>(ScriptedTransport.Failure(certainty));

    /// <summary>Waits until a message's end was written.</summary>
    private protected Task CommittedAsync(int count = 1) => Transport.Pulse.WaitUntilAsync(() => Transport.Committed.Count >= count, $"{count} messages are handed over");

    private protected Task AttemptedAsync(int count = 1) => Transport.Pulse.WaitUntilAsync(() => Transport.Attempts.Count >= count, $"{count} attempts");

    /// <summary>Without letting time pass.</summary>
    private protected Task<OutboxEntry> UntilAsync(QueueId id, OutboxState state) => Bench.PassUntilAsync(id, entry => entry.State == state && !entry.AwaitsEffects, TimeSpan.Zero);
}
