using System.Collections.Concurrent;
using ImapApi.Application.Accounts;
using ImapApi.Application.Cluster;
using ImapApi.Domain.Accounts;

namespace ImapApi.TestKit.Fakes;

/// <summary>Connections that are only noted: an account that was started is connected at once.</summary>
internal sealed class FakeAccountConnections : IAccountConnections
{
    private readonly ConcurrentDictionary<AccountId, AccountState> _states = new();

    public static AccountOwner Owner { get; } = new(new Uri("http://127.0.0.1:3000/"), 7, new DateTimeOffset(2026, 5, 1, 12, 0, 0, TimeSpan.Zero));

    /// <summary>What was asked for, in order: <c>start bob</c>, <c>reconnect bob</c>, <c>stop bob</c>.</summary>
    public ConcurrentQueue<string> Calls { get; } = new();

    public Task StartAsync(AccountId account, CancellationToken cancellationToken) => Note("start", account, AccountState.Connected);

    public Task ReconnectAsync(AccountId account, CancellationToken cancellationToken) => Note("reconnect", account, AccountState.Connected);

    public Task SyncAsync(AccountId account, CancellationToken cancellationToken)
    {
        Calls.Enqueue($"sync {account}");
        return Task.CompletedTask;
    }

    public Task StopAsync(AccountId account, CancellationToken cancellationToken)
    {
        _states.TryRemove(account, out _);
        Calls.Enqueue($"stop {account}");
        return Task.CompletedTask;
    }

    public Task<AccountStatus> GetStatusAsync(AccountId account, CancellationToken cancellationToken) =>
        Task.FromResult(AccountStatus.Initial with { State = _states.GetValueOrDefault(account, AccountState.Init) });

    public Task<AccountOwner> GetOwnerAsync(AccountId account, CancellationToken cancellationToken) => Task.FromResult(Owner);

    public Task<IReadOnlyDictionary<AccountId, AccountState>> GetStatesAsync(CancellationToken cancellationToken) =>
        Task.FromResult<IReadOnlyDictionary<AccountId, AccountState>>(new Dictionary<AccountId, AccountState>(_states));

    public void Set(string account, AccountState state) => _states[AccountId.Parse(account)] = state;

    private Task Note(string call, AccountId account, AccountState state)
    {
        _states[account] = state;
        Calls.Enqueue($"{call} {account}");
        return Task.CompletedTask;
    }
}
