using System.Collections.Concurrent;
using ImapApi.Application.Accounts;
using ImapApi.Application.Errors;
using ImapApi.Domain.Accounts;
using ImapApi.Domain.Changes;
using ImapApi.Domain.Webhooks;
using ImapApi.Infrastructure.Cluster;
using ImapApi.Infrastructure.Events;
using ImapApi.Infrastructure.Metrics;
using ImapApi.Infrastructure.Storage.Repositories;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace ImapApi.Infrastructure.Webhooks;

/// <summary>
/// Keeps a runner for each target that is set and not disabled, and wakes it for the accounts that this process owns: at once for what it logs, and by walking over them at the
/// start, when a target is set, when accounts come to this node, and now and then.
/// </summary>
internal sealed partial class WebhookDispatcher(
    LaneServices services, EventHub hub, ISettingsFeed settings, IAccountStore accounts, AccountChanges changes, OwnedAccounts owned, Housekeeping housekeeping, ImapApiMetrics metrics,
    TimeProvider time, ILogger<WebhookDispatcher> logger)
    : BackgroundService
{
    private static readonly TimeSpan WalkInterval = TimeSpan.FromMinutes(5);
    private static readonly TimeSpan StoreRetry = TimeSpan.FromSeconds(2);
    private static readonly TimeSpan TrimInterval = TimeSpan.FromHours(1);

    /// <summary>Up to so many accounts are looked at by themselves when they come to this node; beyond, a walk over all is cheaper.</summary>
    private const int Few = 16;

    private readonly ConcurrentDictionary<AccountId, TargetRunner> _own = new();
    private readonly ConcurrentDictionary<AccountId, Account?> _changed = new();
    private readonly ConcurrentDictionary<AccountId, bool> _taken = new();
    private readonly SemaphoreSlim _work = new(0);
    private volatile TargetRunner? _global;
    private DateTimeOffset _nextTrim = DateTimeOffset.MinValue;

    /// <summary>Events that wait for their delivery, as far as is known.</summary>
    public long Waiting => Runners.Sum(runner => runner.Waiting);

    private IEnumerable<TargetRunner> Runners => _global is { } global ? _own.Values.Append(global) : _own.Values;

    public TargetRunner? Find(AccountId? owner) => owner is null ? _global : _own.GetValueOrDefault(owner);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        await Task.Yield();
        metrics.CountWebhooks(() => Waiting);
        using var following = hub.Follow(Wake);
        settings.Changed += NoteSettings;
        changes.Changed += NoteAccount;
        owned.Taken += NoteTaken;
        owned.Dropped += NoteDropped;
        try
        {
            var isWalked = false;
            while (!stoppingToken.IsCancellationRequested)
            {
                isWalked = await TryAsync(() => isWalked && _taken.Count <= Few ? ApplyAsync(stoppingToken) : WalkAsync(stoppingToken));
                isWalked &= await _work.WaitAsync(isWalked ? WalkInterval : StoreRetry, stoppingToken);
            }
        }
        catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
        {
            // The process stops.
        }
        finally
        {
            settings.Changed -= NoteSettings;
            changes.Changed -= NoteAccount;
            owned.Taken -= NoteTaken;
            owned.Dropped -= NoteDropped;
            await Task.WhenAll(Runners.Select(runner => runner.DisposeAsync().AsTask()));
        }
    }

    public override void Dispose()
    {
        _work.Dispose();
        base.Dispose();
    }

    private void NoteSettings(object? sender, EventArgs e) => _work.Release();

    private void NoteAccount(object? sender, AccountChangeEventArgs change)
    {
        // A removed account's own target still gets what it was not told yet, that it was removed last of all; until the next walk.
        if (change.Account is not { } account || owned.Find(change.Id) is null || (account.Webhooks.Target is null && !_own.ContainsKey(change.Id)))
            return;
        _changed[change.Id] = account;
        _work.Release();
    }

    private void NoteTaken(object? sender, OwnedAccountEventArgs args)
    {
        _taken[args.Account] = true;
        _work.Release();
    }

    private void NoteDropped(object? sender, OwnedAccountEventArgs args)
    {
        if (args.IsRemoved)
            return;
        _global?.Drop(args.Account);
        if (!_own.ContainsKey(args.Account))
            return;
        _changed[args.Account] = null;
        _work.Release();
    }

    private void Wake(IReadOnlyList<LoggedEvent> events)
    {
        var (account, last) = (events[0].Account, events[^1].Sequence);
        // Whoever registers an account logs that it was added, and need not be its owner; whoever removes one tells of it.
        if (owned.Find(account) is null && events[^1].Type != EventType.AccountDeleted)
            return;
        _global?.Wake(account, last);
        _own.GetValueOrDefault(account)?.Wake(account, last);
    }

    private async Task<bool> TryAsync(Func<Task> work)
    {
        try
        {
            await work();
            return true;
        }
        catch (StoreUnavailableException exception)
        {
            LogAway(logger, exception.Message);
            return false;
        }
    }

    /// <summary>Only what has changed.</summary>
    private async Task ApplyAsync(CancellationToken cancellationToken)
    {
        foreach (var (id, account) in _changed.ToArray())
        {
            _changed.TryRemove(KeyValuePair.Create(id, account));
            await SetOwnAsync(id, account?.Webhooks, cancellationToken);
        }

        await SetGlobalAsync(cancellationToken);
        foreach (var id in _taken.Keys)
            await TakeUpAsync(id, cancellationToken);
    }

    /// <summary>What another node, or an earlier run, has not delivered of the account.</summary>
    private async Task TakeUpAsync(AccountId id, CancellationToken cancellationToken)
    {
        if (await accounts.FindAsync(id, cancellationToken) is { Webhooks.Target: not null } account)
            await SetOwnAsync(id, account.Webhooks, cancellationToken);
        if (_global is { } global && await services.Log.FindHeadAsync(id, cancellationToken) is { } head)
            await WakeBehindAsync(global, [(id, head.Sequence)], cancellationToken);
        _taken.TryRemove(id, out _);
    }

    /// <summary>All accounts that are ours: their own targets, and what none of the targets has had yet.</summary>
    private async Task WalkAsync(CancellationToken cancellationToken)
    {
        _taken.Clear();
        var gone = _own.Keys.ToHashSet();
        var registered = new HashSet<AccountId>();
        await foreach (var account in accounts.ListAsync(cancellationToken))
        {
            registered.Add(account.Id);
            if (account.Webhooks.Target is null || owned.Find(account.Id) is null)
                continue;
            gone.Remove(account.Id);
            await SetOwnAsync(account.Id, account.Webhooks, cancellationToken);
        }

        foreach (var id in gone)
            await SetOwnAsync(id, webhooks: null, cancellationToken);
        await SetGlobalAsync(cancellationToken);
        var ends = (await services.Deliveries.ListEndsAsync(cancellationToken)).Where(end => IsOurs(end.Account, registered)).ToList();
        if (_global is { } global)
            await WakeBehindAsync(global, ends, cancellationToken);
        foreach (var (account, end) in ends)
            _own.GetValueOrDefault(account)?.Wake(account, end);
        await TrimAsync(ends, cancellationToken);
    }

    private async Task WakeBehindAsync(TargetRunner runner, IReadOnlyList<(AccountId Account, long End)> ends, CancellationToken cancellationToken)
    {
        foreach (var (account, end) in await services.Deliveries.FindBehindAsync(ends, runner.TargetId, cancellationToken))
            runner.Wake(account, end);
    }

    private async Task TrimAsync(IReadOnlyList<(AccountId Account, long End)> ends, CancellationToken cancellationToken)
    {
        if (time.GetUtcNow() < _nextTrim)
            return;
        var oldest = time.GetUtcNow().AddDays(-services.Options.Days);
        foreach (var (account, _) in ends)
            await services.Deliveries.TrimAsync(account, oldest, cancellationToken);
        _nextTrim = time.GetUtcNow() + TrimInterval;
    }

    private async Task SetGlobalAsync(CancellationToken cancellationToken)
    {
        var (former, wanted) = (_global, settings.Current.Webhooks);
        var next = await ReplaceAsync(former, owner: null, wanted);
        _global = next;
        if (next is null || next == former)
            return;
        var ends = (await services.Deliveries.ListEndsAsync(cancellationToken)).Where(end => owned.Find(end.Account) is not null).ToList();
        await WakeBehindAsync(next, ends, cancellationToken);
    }

    /// <summary>Of an account that is removed, and so nobody's, one node tells the rest.</summary>
    private bool IsOurs(AccountId account, HashSet<AccountId> registered) => owned.Find(account) is not null || (housekeeping.IsHere && !registered.Contains(account));

    private async Task SetOwnAsync(AccountId id, WebhookSettings? webhooks, CancellationToken cancellationToken)
    {
        var former = _own.GetValueOrDefault(id);
        var next = await ReplaceAsync(former, id, webhooks ?? WebhookSettings.None);
        if (next is null)
            _own.TryRemove(id, out _);
        else
            _own[id] = next;
        if (next is not null && next != former && await services.Log.FindHeadAsync(id, cancellationToken) is { } head)
            next.Wake(id, head.Sequence);
    }

    /// <summary>The runner for these settings: the former one when its target is the same.</summary>
    private async Task<TargetRunner?> ReplaceAsync(TargetRunner? former, AccountId? owner, WebhookSettings wanted)
    {
        var target = wanted.Target is { Disabled: null } active ? active : null;
        if (former is not null && former.TargetId == target?.Id)
        {
            former.Update(wanted);
            return former;
        }

        if (former is not null)
            await former.DisposeAsync();
        return target is null ? null : new TargetRunner(owner, wanted, services);
    }

    [LoggerMessage(Level = LogLevel.Debug, Message = "webhook targets are not read: {Reason}")]
    private static partial void LogAway(ILogger logger, string reason);
}
