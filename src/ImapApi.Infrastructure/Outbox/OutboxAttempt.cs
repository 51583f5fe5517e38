using ImapApi.Application.Submissions;
using ImapApi.Domain.Accounts;
using ImapApi.Domain.Submissions;
using ImapApi.Infrastructure.Cluster;

namespace ImapApi.Infrastructure.Outbox;

/// <summary>One time that a message is handed over. It runs by itself: neither a caller's patience nor the end of a request decides what is written down of it.</summary>
internal sealed class OutboxAttempt : IDisposable
{
    private readonly CancellationTokenSource _abort = new();
    private readonly TaskCompletionSource _committing = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly TaskCompletionSource _settled = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly TaskCompletionSource<OutboxEntry> _outcome = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public OutboxAttempt(Account account, StoredEntry stored, ComposedMessage message, OwnershipEpoch owner) =>
        (Account, Stored, Message, Owner, Aborted) = (account, stored, message, owner, _abort.Token);

    public Account Account { get; }

    public ComposedMessage Message { get; }

    public OwnershipEpoch Owner { get; }

    public StoredEntry Stored { get; set; }

    public QueueId Id => Stored.Entry.Id;

    /// <summary>The server may have the whole message: that it would be sent is written down.</summary>
    public bool IsCommitted { get; set; }

    /// <summary>Completes when it is too late to give up.</summary>
    public Task Committing => _committing.Task;

    /// <summary>The entry of the sent message, or why it was not sent. Completes when that is written down, or cannot be.</summary>
    public Task<OutboxEntry> Outcome => _outcome.Task;

    /// <summary>Completes when all that follows is done too, or cannot be done before the store is back.</summary>
    public Task Settled => _settled.Task;

    /// <summary>Completes, always well, when nothing is left to do or to write down.</summary>
    public Task Ended { get; set; } = Task.CompletedTask;

    public CancellationToken Aborted { get; }

    /// <summary>Gives up, if the server cannot have the message yet.</summary>
    public void Abort()
    {
        try
        {
            _abort.Cancel();
        }
        catch (ObjectDisposedException)
        {
            // It has ended.
        }
    }

    public void Dispose() => _abort.Dispose();

    public void BeginCommit() => _committing.TrySetResult();

    public void Settle() => _settled.TrySetResult();

    public void Succeed(OutboxEntry entry) => _outcome.TrySetResult(entry);

    public void Fail(Exception exception)
    {
        _outcome.TrySetException(exception);
        // Nobody waits for the outcome of what the outbox sends by itself.
        _ = _outcome.Task.Exception;
    }
}
