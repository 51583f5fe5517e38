using ImapApi.Application.Accounts;
using ImapApi.Application.Errors;
using ImapApi.Domain.Accounts;
using ImapApi.Infrastructure.Imap.Workers;
using ImapApi.Infrastructure.Storage.Repositories;
using Microsoft.Extensions.Logging;

namespace ImapApi.Infrastructure.Cluster;

/// <summary>
/// Takes a new ownership epoch when it is first asked for the account, and runs the account's worker until it is deactivated. Kept alive, because an idle account
/// still has a mailbox to watch. It moves between nodes as Orleans' migration does it: calls that come meanwhile wait for the new one.
/// </summary>
[KeepAlive]
[AccountPlacement]
internal sealed partial class AccountGrain(
    AccountWorkers workers, IOwnership ownership, OwnedAccounts owned, Membership membership, NodeFacts node, IAccountStore accounts, AccountChanges changes, ILogger<AccountGrain> logger)
    : Grain, IAccountGrain, IGrainMigrationParticipant
{
    /// <summary>How long a hand-over waits for requests that are under way.</summary>
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(4);

    private AccountId? _account;
    private bool _hasMoved;

    private AccountId Account => _account ??= AccountId.FromKey(this.GetPrimaryKeyString());

    public override async Task OnActivateAsync(CancellationToken cancellationToken)
    {
        // Nobody asks for an account because it was moved: its mailbox is watched all the same.
        if (_hasMoved && await BeginAsync() is { Outcome: not OwnerOutcome.Runs, Reason: var reason })
            LogNotTaken(logger, Account.Value, reason);
    }

    public override async Task OnDeactivateAsync(DeactivationReason reason, CancellationToken cancellationToken)
    {
        await owned.LeaveAsync(Account, Patience);
        await EndAsync();
    }

    public void OnDehydrate(IDehydrationContext dehydrationContext) => dehydrationContext.TryAddValue(nameof(_hasMoved), true);

    public void OnRehydrate(IRehydrationContext rehydrationContext) => _hasMoved = true;

    public Task<OwnerAnswer> StartAsync() => BeginAsync();

    public async Task<OwnerAnswer> ReconnectAsync()
    {
        var answer = await BeginAsync();
        workers.Find(Account)?.Reconnect();
        await RefreshAsync();
        return answer;
    }

    public async Task<OwnerAnswer> SyncAsync()
    {
        var answer = await BeginAsync();
        workers.Find(Account)?.SyncNow();
        return answer;
    }

    public async Task RefreshAsync()
    {
        if (await accounts.FindAsync(Account, CancellationToken.None) is { } account)
            changes.Tell(Account, account);
    }

    public async Task StopAsync()
    {
        // At once: after an account is removed nothing of it may go on until the activation is collected.
        await EndAsync(isRemoved: true);
        DeactivateOnIdle();
    }

    public Task MoveAsync()
    {
        this.MigrateOnIdle();
        return Task.CompletedTask;
    }

    /// <summary>Does nothing but answer when the worker runs already.</summary>
    private async Task<OwnerAnswer> BeginAsync()
    {
        if (workers.Find(Account) is { } worker)
            return Answer(worker);
        try
        {
            if (!await membership.IsMemberAsync())
                throw new StoreUnavailableException("This node is out of the cluster and ends; another serves the account.");
            var epoch = await ownership.TakeAsync(Account, CancellationToken.None);
            worker = workers.Start(Account, epoch, Lose);
            owned.Take(Account, epoch, Lose);
            node.NoteHandOver(Account, epoch);
            return Answer(worker);
        }
        catch (NotFoundException exception)
        {
            DeactivateOnIdle();
            return new OwnerAnswer { Outcome = OwnerOutcome.Unknown, Reason = exception.Message };
        }
        catch (StoreUnavailableException exception)
        {
            DeactivateOnIdle();
            return new OwnerAnswer { Outcome = OwnerOutcome.StoreAway, Reason = exception.Message };
        }
    }

    private OwnerAnswer Answer(AccountWorker worker) => new()
    {
        Outcome = OwnerOutcome.Runs,
        Http = node.Http.AbsoluteUri,
        Epoch = worker.Epoch.Counter,
        Since = owned.FindOwnership(Account)?.Since ?? default,
        Status = OwnedStatus.From(worker.Status),
    };

    private Task EndAsync(bool isRemoved = false)
    {
        owned.Drop(Account, isRemoved);
        return workers.StopAsync(Account);
    }

    /// <summary>Another has taken the account over, as the store knows: what this activation does is refused from now on. Called from outside of the grain.</summary>
    private void Lose()
    {
        LogLost(logger, Account.Value);
        owned.Drop(Account);
        GrainContext.Deactivate(new DeactivationReason(DeactivationReasonCode.ApplicationRequested, "another node owns the account"));
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "account {Account} is another node's now: its connections are closed here")]
    private static partial void LogLost(ILogger logger, string account);

    [LoggerMessage(Level = LogLevel.Warning, Message = "account {Account} came to this node and could not be taken up; it will be: {Reason}")]
    private static partial void LogNotTaken(ILogger logger, string account, string? reason);
}
