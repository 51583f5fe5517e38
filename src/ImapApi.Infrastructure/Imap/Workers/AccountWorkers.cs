using System.Collections.Concurrent;
using ImapApi.Application.Errors;
using ImapApi.Application.Statistics;
using ImapApi.Domain.Accounts;
using ImapApi.Infrastructure.Cluster;

namespace ImapApi.Infrastructure.Imap.Workers;

/// <summary>The workers of the accounts that this process owns. Started and stopped by the accounts' grains, asked by the adapters.</summary>
internal sealed class AccountWorkers : IAccountWorkers, IRequestQueues, IAsyncDisposable
{
    private readonly ConcurrentDictionary<AccountId, AccountWorker> _workers = new();
    private readonly WorkerServices _services;
    private readonly IAccountOwners _owners;

    public AccountWorkers(WorkerServices services, IAccountOwners owners)
    {
        _services = services;
        _owners = owners;
        services.Metrics.CountAccounts(() => _workers.Values.CountBy(worker => worker.Status.State).ToDictionary(), () => Count);
    }

    public int Count => _workers.Values.Sum(worker => worker.QueuedRequests);

    public IEnumerable<AccountWorker> All => _workers.Values;

    public AccountWorker? Find(AccountId account) => _workers.GetValueOrDefault(account);

    public async Task<TResult> RunAsync<TResult>(AccountId account, IImapOperation<TResult> operation, CancellationToken cancellationToken)
    {
        var worker = Find(account) ?? await StartedAsync(account, cancellationToken);
        return await worker.RunAsync(operation, cancellationToken);
    }

    /// <summary>Begins to serve the account as its owner.</summary>
    /// <param name="lost">Called once a write is refused because another owns the account.</param>
    public AccountWorker Start(AccountId account, OwnershipEpoch epoch, Action lost)
    {
        var worker = new AccountWorker(account, epoch, _services, lost);
        if (!_workers.TryAdd(account, worker))
            throw new InvalidOperationException($"Account '{account}' has a worker already.");
        worker.Start();
        return worker;
    }

    public async Task StopAsync(AccountId account)
    {
        if (_workers.TryRemove(account, out var worker))
            await worker.DisposeAsync();
    }

    public async ValueTask DisposeAsync() => await Task.WhenAll(_workers.Keys.Select(StopAsync));

    private async Task<AccountWorker> StartedAsync(AccountId account, CancellationToken cancellationToken)
    {
        if (await _services.Accounts.FindAsync(account, cancellationToken) is null)
            throw NotFoundException.ForAccount(account);
        await _owners.StartAsync(account, cancellationToken);
        // It runs, but elsewhere: the account was handed over since the request came here.
        return Find(account) ?? throw new OwnershipLostException(account);
    }
}
