using System.Collections.Concurrent;
using ImapApi.Application.Errors;
using ImapApi.Domain.Accounts;
using ImapApi.Domain.Changes;
using ImapApi.Domain.Webhooks;
using Microsoft.Extensions.Logging;

namespace ImapApi.Infrastructure.Webhooks;

/// <summary>Delivers to one target: accounts in parallel, each in its order.</summary>
/// <param name="owner">Whose target it is; null: that of the settings.</param>
internal sealed partial class TargetRunner(AccountId? owner, WebhookSettings settings, LaneServices services) : IAsyncDisposable
{
    private static readonly TimeSpan StoreRetry = TimeSpan.FromSeconds(2);
    private static readonly TimeSpan AfterDefect = TimeSpan.FromMinutes(1);

    private readonly ConcurrentDictionary<AccountId, WebhookLane> _lanes = new();
    private readonly ConcurrentDictionary<Task, bool> _running = new();
    private readonly CancellationTokenSource _stop = new();
    private readonly TargetGate _gate = new(services.Options.Delays, services.Options.Concurrency, services.Time);
    private volatile WebhookSettings _settings = settings;

    public string TargetId { get; } = settings.Target!.Id;

    public bool IsFailing => _gate.IsFailing;

    public long Waiting => _lanes.Values.Sum(lane => lane.Waiting);

    /// <summary>The same target with another filter, other headers or another password.</summary>
    public void Update(WebhookSettings changed) => _settings = changed;

    public void Wake(AccountId account, long sequence)
    {
        if (_stop.IsCancellationRequested)
            return;
        var lane = _lanes.GetOrAdd(account, CreateLane);
        if (lane.Note(sequence))
            Start(lane);
    }

    /// <summary>The account is another node's, which goes on with it.</summary>
    public void Drop(AccountId account)
    {
        if (_lanes.TryRemove(account, out var lane))
            lane.Close();
    }

    public async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync();
        await Task.WhenAll(_running.Keys);
        foreach (var lane in _lanes.Values)
            lane.Dispose();
        _gate.Dispose();
        _stop.Dispose();
    }

    private WebhookLane CreateLane(AccountId account) =>
        new(account, owner is not null, _gate, services.Log, services.Deliveries, services.Data, services.Metrics, services.Time);

    private void Start(WebhookLane lane)
    {
        var run = Task.Run(() => RunAsync(lane));
        _running[run] = true;
        // Not within the run, which may end before it is in the table.
        _ = run.ContinueWith(ended => _running.TryRemove(ended, out _), CancellationToken.None, TaskContinuationOptions.ExecuteSynchronously, TaskScheduler.Default);
    }

    private async Task RunAsync(WebhookLane lane)
    {
        try
        {
            do
            {
                lane.BeginRun();
                var step = await StepAsync(lane);
                if (step.Until - services.Time.GetUtcNow() is { } rest && rest > TimeSpan.Zero)
                    await RestAsync(lane, rest);
            }
            while (!lane.TryEndRun());
        }
        catch (OperationCanceledException) when (_stop.IsCancellationRequested || lane.IsClosed)
        {
            // The target is gone or disabled, the account is another node's, or the process stops.
        }
    }

    private async Task RestAsync(WebhookLane lane, TimeSpan rest)
    {
        using var either = CancellationTokenSource.CreateLinkedTokenSource(_stop.Token, lane.Closed);
        await Task.Delay(rest, services.Time, either.Token);
    }

    /// <summary>What a former owner says does not count, and another node says it: that is found out before anything leaves.</summary>
    private async Task<bool> IsOwnedAsync(WebhookLane lane)
    {
        var epoch = services.Owned.Find(lane.Account);
        if (lane.IsSure || (epoch is null && lane.SureSince is null))
            return true;
        var asked = services.Time.GetTimestamp();
        switch (await services.Ownership.FindAsync(lane.Account, _stop.Token))
        {
            case null:
                // An account that is removed is nobody's; what remains to be told of it is this process's, and nobody can take it over.
                lane.SureSince = null;
                return true;
            case { } current when current == epoch:
                lane.SureSince = asked;
                return true;
            default:
                // Not owned here any more and another's: removed, and registered again elsewhere.
                if (epoch is null)
                    Drop(lane.Account);
                else
                    services.Owned.Lose(lane.Account);
                return false;
        }
    }

    private async Task<LaneStep> StepAsync(WebhookLane lane)
    {
        var isProbe = await _gate.EnterAsync(_stop.Token);
        try
        {
            if (!await IsOwnedAsync(lane))
                return new LaneStep(services.Time.GetUtcNow() + StoreRetry);
            var now = _settings;
            var to = await services.Destinations.OfAsync(owner, now, _stop.Token);
            var step = await lane.RunAsync(now, (entry, body) => PostAsync(to, entry, body), isProbe, _stop.Token);
            if (step.GaveUp is { } reason)
                await DisableAsync(reason);
            return step;
        }
        catch (StoreUnavailableException exception)
        {
            lane.Forget();
            LogAway(services.Logger, exception.Message);
            return new LaneStep(services.Time.GetUtcNow() + StoreRetry);
        }
#pragma warning disable CA1031 // A defect that one event brings out must not end the deliveries of the others, nor the process.
        catch (Exception exception) when (exception is not OperationCanceledException)
#pragma warning restore CA1031
        {
            lane.Forget();
            LogDefect(services.Logger, exception, lane.Account.Value);
            return new LaneStep(services.Time.GetUtcNow() + AfterDefect);
        }
        finally
        {
            _gate.Leave(isProbe);
        }
    }

    private async Task DisableAsync(string reason)
    {
        await services.Targets.DisableAsync(owner, TargetId, new TargetDisabled(reason, services.Time.GetUtcNow()), _stop.Token);
        LogDisabled(services.Logger, _settings.Target!.Url.Origin, reason);
        await _stop.CancelAsync();
    }

    private async Task<WebhookAnswer> PostAsync(WebhookDestination to, LoggedEvent entry, byte[] body)
    {
        var answer = await services.Sender.SendAsync(to, entry.Id.ToString(), body, _stop.Token);
        services.Metrics.ObserveWebhook(answer.Took);
        return answer;
    }

    [LoggerMessage(Level = LogLevel.Error, Message = "webhooks to {Origin} are disabled until they are resumed: {Reason}")]
    private static partial void LogDisabled(ILogger logger, string origin, string reason);

    [LoggerMessage(Level = LogLevel.Debug, Message = "nothing is delivered while the store is away: {Reason}")]
    private static partial void LogAway(ILogger logger, string reason);

    [LoggerMessage(Level = LogLevel.Error, Message = "an event of account {Account} could not be delivered")]
    private static partial void LogDefect(ILogger logger, Exception exception, string account);
}
