using ImapApi.Application.Cluster;

namespace ImapApi.Api.Hosting;

/// <summary>
/// When a request has to end because the process does: one that waits for something to happen at once, any other after a few seconds in which it may be done.
/// Kestrel waits for all of them, and the accounts' connections have to be ended in what time is left.
/// </summary>
internal sealed class Stopping : IDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(4);

    private readonly CancellationTokenSource _work;
    private readonly CancellationTokenRegistration _begun;

    public Stopping(INodeLife life, TimeProvider time)
    {
        _work = new CancellationTokenSource(Timeout.InfiniteTimeSpan, time);
        Waiting = life.Left;
        Working = _work.Token;
        _begun = Waiting.Register(() => _work.CancelAfter(Patience));
    }

    /// <summary>Ends what only waits.</summary>
    public CancellationToken Waiting { get; }

    /// <summary>Ends what works, and what sends an answer.</summary>
    public CancellationToken Working { get; }

    public void Dispose()
    {
        _begun.Dispose();
        _work.Dispose();
    }
}
