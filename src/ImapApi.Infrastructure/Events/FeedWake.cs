using ImapApi.Infrastructure.Storage;

namespace ImapApi.Infrastructure.Events;

/// <summary>What a reader is woken by. Holds which partitions have something new, however much that is.</summary>
internal sealed class FeedWake(FeedWatch watch, Partition? partition, TimeProvider time, CancellationToken ending) : IDisposable
{
    private readonly Lock _gate = new();
    private readonly HashSet<Partition> _changed = [];
    private TaskCompletionSource? _waiting;

    public void Note(Partition changed)
    {
        if (partition is { } own && own != changed)
            return;
        lock (_gate)
        {
            _changed.Add(changed);
            _waiting?.TrySetResult();
        }
    }

    /// <summary>The partitions that were noted since this was asked last.</summary>
    public IReadOnlyList<Partition> Take()
    {
        lock (_gate)
        {
            Partition[] changed = [.. _changed];
            _changed.Clear();
            return changed;
        }
    }

    /// <summary>Waits until something is noted or the time has passed. False: the process ends.</summary>
    public async Task<bool> WaitAsync(TimeSpan atMost, CancellationToken cancellationToken)
    {
        Task noted;
        lock (_gate)
        {
            if (_changed.Count > 0)
                return !ending.IsCancellationRequested;
            _waiting = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
            noted = _waiting.Task;
        }

        using var either = CancellationTokenSource.CreateLinkedTokenSource(ending, cancellationToken);
        try
        {
            await noted.WaitAsync(atMost, time, either.Token);
        }
        catch (TimeoutException)
        {
            // Nothing came; the reader may look.
        }
        catch (OperationCanceledException) when (ending.IsCancellationRequested)
        {
            // Told by the answer.
        }

        return !ending.IsCancellationRequested;
    }

    public void Dispose() => watch.Forget(this);
}
