using System.Diagnostics;
using ImapApi.Application.Statistics;

namespace ImapApi.Infrastructure.Imap.Workers;

/// <summary>One queued operation with those who wait for its answer.</summary>
internal abstract class ImapRequest(MailboxTarget target, bool isLong, bool isListing, object? sharingKey, string name)
{
    private readonly List<CallCost> _payers = [];
    private int _waiting;

    public MailboxTarget Target { get; } = target;

    public bool IsLong { get; } = isLong;

    public bool IsListing { get; } = isListing;

    public object? SharingKey { get; } = sharingKey;

    /// <summary>The operation's name, for errors and logs.</summary>
    public string Name { get; } = name;

    /// <summary>What its caller is doing, where that is traced.</summary>
    public Activity? Caller { get; } = Activity.Current;

    /// <summary>Somebody still waits for the answer.</summary>
    public bool IsWanted => Volatile.Read(ref _waiting) > 0;

    /// <summary>It cost a connection, and is to be run once more on the next one.</summary>
    public bool IsRecovering { get; set; }

    /// <summary>Measures the present run; null before the first.</summary>
    public OperationMeter? Meter { get; set; }

    /// <summary>Runs the operation and answers everyone who waits.</summary>
    public abstract Task RunAsync(ImapConnection connection, CancellationToken cancellationToken);

    public abstract void Fail(Exception exception);

    /// <summary>After the connection died of it: whether running it once more, on a fresh connection, will go another way.</summary>
    public abstract bool TryRecover(Exception exception);

    /// <summary>One more caller waits; counted when queued, before anyone could run it and find nobody. Never while it runs.</summary>
    /// <param name="payer">Told what each run has cost.</param>
    public void Join(CallCost? payer)
    {
        Interlocked.Increment(ref _waiting);
        if (payer is not null)
            _payers.Add(payer);
    }

    /// <summary>Tells everyone who waits what the run has cost, before its answer.</summary>
    public void Charge()
    {
        foreach (var payer in _payers)
            Meter?.Charge(payer);
        Meter = null;
    }

    protected void Leave() => Interlocked.Decrement(ref _waiting);
}

/// <inheritdoc />
internal sealed class ImapRequest<TResult>(IImapOperation<TResult> operation)
    : ImapRequest(operation.Target, operation.IsLong, operation.IsListing, operation.SharingKey, operation.GetType().Name)
{
    private readonly TaskCompletionSource<TResult> _answer = new(TaskCreationOptions.RunContinuationsAsynchronously);

    /// <summary>Waits for the answer; <see cref="ImapRequest.Join"/> came before.</summary>
    /// <param name="cancellationToken">Ends the waiting of this caller alone.</param>
    public async Task<TResult> AnswerAsync(CancellationToken cancellationToken)
    {
        try
        {
            return await _answer.Task.WaitAsync(cancellationToken);
        }
        finally
        {
            Leave();
        }
    }

    public override async Task RunAsync(ImapConnection connection, CancellationToken cancellationToken)
    {
        var result = await operation.RunAsync(connection, cancellationToken);
        Charge();
        _answer.TrySetResult(result);
    }

    public override void Fail(Exception exception)
    {
        Charge();
        _answer.TrySetException(exception);
        // Everyone who waited may have gone: that is not an error nobody saw.
        _ = _answer.Task.Exception;
    }

    public override bool TryRecover(Exception exception) => operation is IIsolatesPoison poisonable && poisonable.TryRecover(exception);
}
