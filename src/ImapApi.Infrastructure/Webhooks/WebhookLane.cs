using ImapApi.Application.Events;
using ImapApi.Domain.Accounts;
using ImapApi.Domain.Changes;
using ImapApi.Domain.Webhooks;
using ImapApi.Infrastructure.Events;
using ImapApi.Infrastructure.Metrics;

namespace ImapApi.Infrastructure.Webhooks;

/// <summary>One account's events on their way to one target: in their order, each until it is delivered.</summary>
internal sealed class WebhookLane(
    AccountId account, bool isOwn, TargetGate gate, EventLog log, DeliveryRepository deliveries, IEventData data, ImapApiMetrics metrics, TimeProvider time)
    : IDisposable
{
    /// <summary>Deliveries that are written together.</summary>
    private const int AtOnce = 32;

    /// <summary>Attempts of one delivery that are kept.</summary>
    private const int MostAttempts = 20;

    /// <summary>How long it counts that the account was found to be ours.</summary>
    private static readonly TimeSpan Sure = TimeSpan.FromSeconds(2);

    private readonly List<DeliveryRecord> _records = [];
    private readonly CancellationTokenSource _closed = new();
    private StoredLane? _stored;
    private LaneState? _state;
    private bool _isLoaded;
    private long _end;
    private int _work;

    public AccountId Account => account;

    /// <summary>When the account was found to be ours, as the store knows; null: never.</summary>
    public long? SureSince { get; set; }

    public bool IsSure => SureSince is { } since && time.GetElapsedTime(since) < Sure;

    /// <summary>The account is another node's.</summary>
    public bool IsClosed => _closed.IsCancellationRequested;

    public CancellationToken Closed => _closed.Token;

    public void Close() => _closed.Cancel();

    /// <summary>Once nobody runs it.</summary>
    public void Dispose() => _closed.Dispose();

    /// <summary>Events that are not delivered yet, as far as is known.</summary>
    public long Waiting => Math.Max(0, Volatile.Read(ref _end) - (_state?.Sequence ?? 0));

    /// <summary>There are events up to this one.</summary>
    /// <returns>Whether the lane has to be run: nobody does.</returns>
    public bool Note(long sequence)
    {
        InterlockedMax(ref _end, sequence);
        return Interlocked.Exchange(ref _work, 2) == 0;
    }

    public void BeginRun() => Volatile.Write(ref _work, 1);

    /// <returns>False: something came meanwhile.</returns>
    public bool TryEndRun() => IsClosed || Waiting == 0 && Interlocked.CompareExchange(ref _work, 0, 1) == 1;

    /// <summary>What is in memory may be another than what is stored.</summary>
    public void Forget()
    {
        _isLoaded = false;
        _records.Clear();
    }

    /// <summary>Posts what is there, at most some dozen events. Throws <see cref="Application.Errors.StoreUnavailableException"/>: then <see cref="Forget"/> it.</summary>
    public async Task<LaneStep> RunAsync(WebhookSettings settings, Func<LoggedEvent, byte[], Task<WebhookAnswer>> post, bool isProbe, CancellationToken cancellationToken)
    {
        var target = settings.Target!;
        await LoadAsync(target, cancellationToken);
        if (_state?.NextAttempt is { } due && due > time.GetUtcNow() && !gate.IsFailing)
            return new LaneStep(due);
        var events = await log.ReadAsync(account, _state?.Sequence ?? 0, AtOnce, cancellationToken);
        if (events.Count == 0)
        {
            var end = await EndAsync(cancellationToken);
            // Again: an event may have been logged just before the end was read.
            events = await log.ReadAsync(account, _state?.Sequence ?? 0, AtOnce, cancellationToken);
            if (events.Count == 0 && _state?.Sequence < end)
                return await LoseAsync(target, end, cancellationToken);
            _state ??= LaneState.At(end);
        }
        else if (_state is { } known && events[0].Sequence > known.Sequence + 1)
        {
            return await LoseAsync(target, events[0].Sequence - 1, cancellationToken);
        }

        foreach (var entry in events)
        {
            // This process may have stood still meanwhile, and the account have been taken over.
            if (IsClosed || SureSince is not null && !IsSure)
                break;
            if (entry.Date < target.From || !settings.Wants(entry.Type))
            {
                _state = LaneState.At(entry.Sequence);
                continue;
            }

            var record = _state?.Pending ?? DeliveryRecord.Of(entry, isOwn, target.Url.Address);
            var answer = await post(entry, data.WriteWebhook(entry));
            var attempt = new DeliveryAttempt(time.GetUtcNow(), answer.Status, answer.Error, answer.Response);
            record = record with { Attempts = [.. record.Attempts.TakeLast(MostAttempts - 1)] };
            if (answer.Status is >= 200 and < 300)
            {
                gate.Succeed();
                Finish(entry, record.With(attempt, DeliveryStatus.Delivered));
                continue;
            }

            var step = Fail(entry, record, attempt, answer, isProbe);
            if (step is null)
                continue;
            await WriteAsync(target, cancellationToken);
            return step.Value;
        }

        await WriteAsync(target, cancellationToken);
        return LaneStep.GoOn;
    }

    /// <returns>Null: the event is given up, and the next one has its turn.</returns>
    private LaneStep? Fail(LoggedEvent entry, DeliveryRecord record, DeliveryAttempt attempt, WebhookAnswer answer, bool isProbe)
    {
        if (answer.Status == 410)
            return GiveUp(entry, record.With(attempt, DeliveryStatus.Failed), "The target answered 410: it wants no more.");
        if (gate.Fail(account, isProbe, answer.RetryAfter, out var isExhausted) is { } next)
        {
            if (isExhausted)
                return GiveUp(entry, record.With(attempt, DeliveryStatus.Failed), "The target failed at every attempt of the schedule.");
            // When is the gate's to say: the first success of another account frees this one too.
            Keep(entry, record.With(attempt, DeliveryStatus.Pending, next), _state?.Failures ?? 0, next: null);
            return LaneStep.GoOn;
        }

        var failures = (_state?.Failures ?? 0) + 1;
        if (gate.DelayAfter(failures, answer.RetryAfter) is { } delay)
        {
            var due = attempt.Time + delay;
            Keep(entry, record.With(attempt, DeliveryStatus.Pending, due), failures, due);
            return new LaneStep(due);
        }

        if (gate.LastSuccess < record.Attempts[0].Time)
            return GiveUp(entry, record.With(attempt, DeliveryStatus.Failed), "The target failed at every attempt of the schedule.");
        // It takes the others' events: this one it cannot.
        Finish(entry, record.With(attempt, DeliveryStatus.Failed));
        return null;
    }

    private void Finish(LoggedEvent entry, DeliveryRecord record)
    {
        metrics.CountWebhook(record.Status, entry.Type);
        _records.Add(record);
        _state = LaneState.At(entry.Sequence);
    }

    private void Keep(LoggedEvent entry, DeliveryRecord record, int failures, DateTimeOffset? next)
    {
        metrics.CountWebhook(record.Status, entry.Type);
        _state = new LaneState(entry.Sequence - 1, failures, next, record);
    }

    private LaneStep GiveUp(LoggedEvent entry, DeliveryRecord record, string reason)
    {
        Keep(entry, record, failures: 0, next: null);
        return new LaneStep(GaveUp: reason);
    }

    private async Task LoadAsync(WebhookTarget target, CancellationToken cancellationToken)
    {
        if (_isLoaded)
            return;
        _stored = await deliveries.FindAsync(account, target.Id, cancellationToken);
        _state = _stored?.State;
        await EndAsync(cancellationToken);
        _isLoaded = true;
    }

    private async Task<long> EndAsync(CancellationToken cancellationToken)
    {
        var known = Volatile.Read(ref _end);
        var end = (await log.FindHeadAsync(account, cancellationToken))?.Sequence ?? 0;
        // Also backwards, when the store was set back; but not over what was noted meanwhile.
        Interlocked.CompareExchange(ref _end, end, known);
        return end;
    }

    private async Task<LaneStep> LoseAsync(WebhookTarget target, long last, CancellationToken cancellationToken)
    {
        var lost = last - _state!.Sequence;
        _stored = await deliveries.LoseAsync(account, target.Id, _stored, last, cancellationToken);
        metrics.CountLostEvents(lost);
        _state = _stored?.State;
        _isLoaded = _stored is not null;
        return LaneStep.GoOn;
    }

    private async Task WriteAsync(WebhookTarget target, CancellationToken cancellationToken)
    {
        if (_state is null || _state == _stored?.State)
            return;
        _stored = await deliveries.WriteAsync(account, target.Id, _stored, _state, _records, cancellationToken);
        _records.Clear();
        // Somebody else has moved it: where it is now is in the store.
        _isLoaded = _stored is not null;
    }

    private static void InterlockedMax(ref long location, long value)
    {
        var current = Volatile.Read(ref location);
        while (value > current && Interlocked.CompareExchange(ref location, value, current) is var seen && seen != current)
            current = seen;
    }
}
