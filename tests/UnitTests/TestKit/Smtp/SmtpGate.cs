namespace ImapApi.TestKit.Smtp;

/// <summary>Holds every connection that comes to one stage, before anything is done about its command, until released.</summary>
internal sealed class SmtpGate
{
    private readonly TaskCompletionSource _released = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly Pulse _pulse = new();
    private int _reached;

    /// <summary>Connections that ever came to it.</summary>
    public int Reached => Volatile.Read(ref _reached);

    /// <summary>Until so many connections came to it.</summary>
    public Task WaitUntilReachedAsync(int count = 1, TimeSpan? timeout = null) =>
        _pulse.WaitUntilAsync(() => Reached >= count, $"{count} connection(s) at the gate", () => $"{Reached} came.", timeout);

    /// <summary>For good: whoever waits goes on, whoever comes later does not stop.</summary>
    public void Release() => _released.TrySetResult();

    internal async Task PassAsync(CancellationToken cancellationToken)
    {
        Interlocked.Increment(ref _reached);
        _pulse.Beat();
        await _released.Task.WaitAsync(cancellationToken);
    }
}
