using System.Threading.Tasks.Sources;

namespace ImapApi.Infrastructure.Imap.Workers;

/// <summary>
/// An auto-reset signal with one waiter and a time-out, without an allocation per wait: a worker waits here after every request.
/// </summary>
internal sealed class WakeSignal : IValueTaskSource<bool>, IDisposable
{
    private readonly Lock _lock = new();
    private readonly ITimer _timer;
    private ManualResetValueTaskSourceCore<bool> _source = new() { RunContinuationsAsynchronously = true };
    private bool _isSet;
    private bool _isWaiting;

    public WakeSignal(TimeProvider time) => _timer = time.CreateTimer(static state => ((WakeSignal)state!).Complete(woken: false), this, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);

    public void Set()
    {
        lock (_lock)
        {
            _isSet = true;
        }

        Complete(woken: true);
    }

    /// <returns>True when set, also before the call; false after the time-out.</returns>
    public ValueTask<bool> WaitAsync(TimeSpan timeout)
    {
        lock (_lock)
        {
            if (_isSet)
            {
                _isSet = false;
                return ValueTask.FromResult(true);
            }

            _source.Reset();
            _isWaiting = true;
            _timer.Change(timeout, Timeout.InfiniteTimeSpan);
            return new ValueTask<bool>(this, _source.Version);
        }
    }

    public void Dispose() => _timer.Dispose();

    bool IValueTaskSource<bool>.GetResult(short token) => _source.GetResult(token);

    ValueTaskSourceStatus IValueTaskSource<bool>.GetStatus(short token) => _source.GetStatus(token);

    void IValueTaskSource<bool>.OnCompleted(Action<object?> continuation, object? state, short token, ValueTaskSourceOnCompletedFlags flags) =>
        _source.OnCompleted(continuation, state, token, flags);

    private void Complete(bool woken)
    {
        lock (_lock)
        {
            if (!_isWaiting)
                return;
            _isWaiting = false;
            _isSet = false;
            _timer.Change(Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
        }

        _source.SetResult(woken);
    }
}
