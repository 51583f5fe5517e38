using ImapApi.Domain.Accounts;

namespace ImapApi.Infrastructure.Webhooks;

/// <summary>
/// Who may post to a target now: so many at a time, and while the target fails one only. It counts as failing when three accounts failed in a row with no success
/// between; then a single attempt goes out at the schedule's times, and the first success lets all go on. Until then each account keeps the schedule for
/// itself, so that an event that the target cannot take holds up its own account alone.
/// </summary>
internal sealed class TargetGate(IReadOnlyList<TimeSpan> delays, int concurrency, TimeProvider time) : IDisposable
{
    private const int FailingAfter = 3;

    private readonly Lock _lock = new();
    private readonly SemaphoreSlim _slots = new(concurrency);
    private readonly HashSet<AccountId> _failed = [];
    private TaskCompletionSource _changed = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private DateTimeOffset _next;
    private int _failures;
    private bool _isFailing;
    private bool _isProbing;

    public bool IsFailing => _isFailing;

    /// <summary>Before the first: the beginning of time.</summary>
    public DateTimeOffset LastSuccess { get; private set; } = DateTimeOffset.MinValue;

    /// <summary>How long to wait after so many failures in a row; null: no more.</summary>
    public TimeSpan? DelayAfter(int failures, TimeSpan? retryAfter)
    {
        if (failures > delays.Count)
            return null;
        // ±20 %, so that targets that failed together do not come back together.
        var delay = delays[failures - 1] * (0.8 + (0.4 * Random.Shared.NextDouble()));
        return retryAfter is { } asked && asked > delay ? asked : delay;
    }

    /// <returns>Whether the caller is the one that tries whether the target is back. To be ended by <see cref="Leave"/>.</returns>
    public async Task<bool> EnterAsync(CancellationToken cancellationToken)
    {
        var isProbe = await TurnAsync(cancellationToken);
        try
        {
            await _slots.WaitAsync(cancellationToken);
            return isProbe;
        }
        catch
        {
            EndProbe(isProbe);
            throw;
        }
    }

    public void Leave(bool isProbe)
    {
        _slots.Release();
        EndProbe(isProbe);
    }

    public void Succeed()
    {
        lock (_lock)
        {
            LastSuccess = time.GetUtcNow();
            _failed.Clear();
            if (!_isFailing)
                return;
            (_isFailing, _failures) = (false, 0);
            Announce();
        }
    }

    /// <summary>When the target may be tried again, counted for all accounts together; null: the account counts for itself.</summary>
    /// <param name="isExhausted">The schedule has come to its end.</param>
    public DateTimeOffset? Fail(AccountId account, bool isProbe, TimeSpan? retryAfter, out bool isExhausted)
    {
        isExhausted = false;
        lock (_lock)
        {
            if (_isFailing && !isProbe)
                return _next; // It was under way when the others failed.
            _failed.Add(account);
            if (!_isFailing && _failed.Count < FailingAfter)
                return null;
            _isFailing = true;
            _failures++;
            var delay = DelayAfter(_failures, retryAfter);
            isExhausted = delay is null;
            _next = time.GetUtcNow() + (delay ?? TimeSpan.Zero);
            return _next;
        }
    }

    public void Dispose() => _slots.Dispose();

    private async Task<bool> TurnAsync(CancellationToken cancellationToken)
    {
        while (true)
        {
            Task wait;
            lock (_lock)
            {
                if (!_isFailing)
                    return false;
                var rest = _next - time.GetUtcNow();
                if (!_isProbing && rest <= TimeSpan.Zero)
                {
                    _isProbing = true;
                    return true;
                }

                wait = _isProbing ? _changed.Task.WaitAsync(cancellationToken) : Task.WhenAny(_changed.Task, Task.Delay(rest, time, cancellationToken));
            }

            await wait;
            cancellationToken.ThrowIfCancellationRequested();
        }
    }

    private void EndProbe(bool isProbe)
    {
        if (!isProbe)
            return;
        lock (_lock)
        {
            _isProbing = false;
            Announce();
        }
    }

    private void Announce()
    {
        _changed.SetResult();
        _changed = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
    }
}
