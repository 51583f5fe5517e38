namespace ImapApi.Infrastructure.Cluster;

/// <summary>One account while it is this process's, and who is at work on it.</summary>
internal sealed class Ownership(OwnershipEpoch epoch, DateTimeOffset since, Action? lost)
{
    private readonly Lock _gate = new();
    private int _inside;
    private TaskCompletionSource? _leaving;

    public OwnershipEpoch Epoch => epoch;

    public DateTimeOffset Since => since;

    /// <summary>The store has refused a write: another has it.</summary>
    public void Lose() => lost?.Invoke();

    /// <returns>Null: it is being handed over.</returns>
    public IDisposable? TryEnter()
    {
        lock (_gate)
        {
            if (_leaving is not null)
                return null;
            _inside++;
            return new Visit(this);
        }
    }

    /// <summary>Lets nobody in any more, and waits until the last one is out.</summary>
    public Task LeaveAsync()
    {
        lock (_gate)
        {
            _leaving ??= new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
            if (_inside == 0)
                _leaving.TrySetResult();
            return _leaving.Task;
        }
    }

    private void Exit()
    {
        lock (_gate)
        {
            if (--_inside == 0)
                _leaving?.TrySetResult();
        }
    }

    private sealed class Visit(Ownership ownership) : IDisposable
    {
        private Ownership? _ownership = ownership;

        public void Dispose() => Interlocked.Exchange(ref _ownership, null)?.Exit();
    }
}
