using System.Diagnostics.CodeAnalysis;
using ImapApi.Domain.Submissions;

namespace ImapApi.Infrastructure.Outbox;

/// <summary>What is to be done when, of the accounts that this process owns. In memory: it is read from the store when an account is taken over.</summary>
internal sealed class OutboxTimers(TimeProvider time) : IDisposable
{
    /// <summary>Clocks are set: no wait trusts them longer.</summary>
    private static readonly TimeSpan LongestWait = TimeSpan.FromSeconds(30);
    private static readonly TimeSpan FirstLook = TimeSpan.FromSeconds(5);

    /// <summary>How long a mail server is left alone that could not be told what follows a sent message; the last one again and again.</summary>
    private static readonly TimeSpan[] EffectsRests =
        [TimeSpan.FromSeconds(5), TimeSpan.FromSeconds(15), TimeSpan.FromSeconds(45), TimeSpan.FromMinutes(2), TimeSpan.FromMinutes(5), TimeSpan.FromMinutes(10)];

    private readonly Lock _lock = new();
    private readonly PriorityQueue<OutboxTask, DateTimeOffset> _tasks = new();
    private readonly SemaphoreSlim _wake = new(0, 1);

    /// <summary>What an entry waits for, if anything.</summary>
    public void Note(OutboxEntry entry)
    {
        if (entry.IsWaiting)
            Add(new OutboxTask(OutboxTask.What.Send, entry.Account, entry.Id), entry.NextAttempt ?? time.GetUtcNow());
        else if (entry is { State: OutboxState.Unknown, IsSettled: false })
            Add(new OutboxTask(OutboxTask.What.Look, entry.Account, entry.Id), time.GetUtcNow() + FirstLook);
    }

    /// <summary>What follows a sent message is to be done.</summary>
    /// <param name="round">How often that was tried in vain.</param>
    public void AddEffects(OutboxEntry entry, int round) =>
        Add(new OutboxTask(OutboxTask.What.Effects, entry.Account, entry.Id, round), time.GetUtcNow() + (round == 0 ? TimeSpan.Zero : EffectsRests[Math.Min(round, EffectsRests.Length) - 1]));

    public void Add(OutboxTask task, DateTimeOffset due)
    {
        lock (_lock)
        {
            _tasks.Enqueue(task, due);
            if (_tasks.Peek() != task)
                return;
        }

        Wake();
    }

    public bool TryTake([NotNullWhen(true)] out OutboxTask? task)
    {
        lock (_lock)
            return _tasks.TryPeek(out task, out var due) && due <= time.GetUtcNow() && _tasks.TryDequeue(out task, out _);
    }

    public void Wake()
    {
        lock (_lock)
        {
            if (_wake.CurrentCount == 0)
                _wake.Release();
        }
    }

    /// <summary>Returns when something is due, or somebody has called <see cref="Wake"/>, or this time has passed.</summary>
    public async Task WaitAsync(TimeSpan? most, CancellationToken cancellationToken)
    {
        var wait = most ?? LongestWait;
        lock (_lock)
        {
            if (_tasks.TryPeek(out _, out var due) && due - time.GetUtcNow() is var rest && rest < wait)
                wait = rest;
        }

        if (wait <= TimeSpan.Zero)
            return;
        using var either = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        var waiting = _wake.WaitAsync(either.Token);
        await Task.WhenAny(waiting, Task.Delay(wait, time, either.Token));
        await either.CancelAsync();
        await waiting.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        cancellationToken.ThrowIfCancellationRequested();
    }

    public void Dispose() => _wake.Dispose();
}
