using ImapApi.Application.Accounts;
using ImapApi.Application.Cluster;
using ImapApi.Application.Errors;
using ImapApi.Domain.Accounts;
using ImapApi.Infrastructure.Imap.Workers;

namespace ImapApi.Infrastructure.Cluster;

/// <summary>Reaches the accounts' owners through their grains, wherever they are.</summary>
internal sealed class AccountConnections(IGrainFactory grains, Lazy<AccountWorkers> workers, OwnedAccounts owned, Membership membership, INodes nodes, NodeFacts node, TimeProvider time)
    : IAccountConnections, IAccountOwners, IAccountLocator
{
    private static readonly TimeSpan AnswersWithin = TimeSpan.FromSeconds(2);

    public Task StartAsync(AccountId account, CancellationToken cancellationToken) => AskAsync(account, grain => grain.StartAsync(), cancellationToken);

    public Task ReconnectAsync(AccountId account, CancellationToken cancellationToken) => AskAsync(account, grain => grain.ReconnectAsync(), cancellationToken);

    public Task SyncAsync(AccountId account, CancellationToken cancellationToken) => AskAsync(account, grain => grain.SyncAsync(), cancellationToken);

    public Task StopAsync(AccountId account, CancellationToken cancellationToken) => Grain(account).StopAsync().WaitAsync(cancellationToken);

    public IDisposable? TryEnter(AccountId account) => owned.TryEnter(account);

    public async Task<Uri?> LocateAsync(AccountId account, CancellationToken cancellationToken)
    {
        var owner = await AskAsync(account, grain => grain.StartAsync(), cancellationToken);
        return owner.Http == node.Http.AbsoluteUri ? null : new Uri(owner.Http);
    }

    public async Task<AccountStatus> GetStatusAsync(AccountId account, CancellationToken cancellationToken) =>
        workers.Value.Find(account)?.Status ?? (await FindOwnerAsync(account, cancellationToken))?.Status?.ToStatus() ?? AccountStatus.Initial;

    public async Task<AccountOwner> GetOwnerAsync(AccountId account, CancellationToken cancellationToken)
    {
        if (owned.FindOwnership(account) is { } ownership)
            return new AccountOwner(node.Http, ownership.Epoch.Counter, ownership.Since);
        return await FindOwnerAsync(account, cancellationToken) is { } owner ? new AccountOwner(new Uri(owner.Http), owner.Epoch, owner.Since) : new AccountOwner(node.Http, 0, Since: null);
    }

    public async Task<IReadOnlyDictionary<AccountId, AccountState>> GetStatesAsync(CancellationToken cancellationToken)
    {
        var states = workers.Value.All.ToDictionary(worker => worker.Id, worker => worker.Status.State);
        foreach (var answer in await Task.WhenAll(membership.Others.Select(other => StatesAtAsync(other, cancellationToken))))
        {
            foreach (var (key, state) in answer)
                states.TryAdd(AccountId.FromKey(key), (AccountState)state);
        }

        return states;
    }

    private async Task<Dictionary<string, int>> StatesAtAsync(SiloAddress other, CancellationToken cancellationToken)
    {
        try
        {
            return await nodes.At(other).StatesAsync().WaitAsync(AnswersWithin, time, cancellationToken);
        }
        catch (Exception exception) when (exception is TimeoutException or OrleansException)
        {
            // It is about to be found dead: its accounts have no owner.
            return [];
        }
    }

    /// <returns>Null: nobody answers for it now.</returns>
    private async Task<OwnerAnswer?> FindOwnerAsync(AccountId account, CancellationToken cancellationToken)
    {
        if (membership.Active.Count < 2)
            return null;
        try
        {
            return await Grain(account).StartAsync().WaitAsync(AnswersWithin, time, cancellationToken) is { Outcome: OwnerOutcome.Runs } owner ? owner : null;
        }
        catch (Exception exception) when (exception is TimeoutException or OrleansException)
        {
            return null;
        }
    }

    private async Task<OwnerAnswer> AskAsync(AccountId account, Func<IAccountGrain, Task<OwnerAnswer>> ask, CancellationToken cancellationToken)
    {
        OwnerAnswer answer;
        try
        {
            answer = await ask(Grain(account)).WaitAsync(cancellationToken);
        }
        catch (Exception exception) when (exception is OrleansException or TimeoutException)
        {
            throw new OwnerUnreachableException(account, exception);
        }

        return answer.Outcome switch
        {
            OwnerOutcome.Unknown => throw NotFoundException.ForAccount(account),
            OwnerOutcome.StoreAway => throw new StoreUnavailableException(answer.Reason ?? "The store is away."),
            _ => answer,
        };
    }

    private IAccountGrain Grain(AccountId account) => grains.GetGrain<IAccountGrain>(account.Key);
}
