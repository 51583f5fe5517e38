using System.Buffers.Text;
using System.Text;
using ImapApi.Domain.Accounts;
using ImapApi.Infrastructure.Imap.Workers;

namespace ImapApi.Infrastructure.Cluster;

/// <summary>
/// Takes a new ownership epoch when it is activated and runs the account's worker until it is deactivated. Kept alive, because an idle account still has a
/// mailbox to watch.
/// </summary>
[KeepAlive]
internal sealed class AccountGrain(AccountWorkers workers, IOwnership ownership, OwnedAccounts owned) : Grain, IAccountGrain
{
    private AccountId? _account;

    private AccountId Account => _account ??= AccountId.Parse(Encoding.UTF8.GetString(Base64Url.DecodeFromChars(this.GetPrimaryKeyString())));

    public override Task OnActivateAsync(CancellationToken cancellationToken) => BeginAsync(cancellationToken);

    public override Task OnDeactivateAsync(DeactivationReason reason, CancellationToken cancellationToken) => EndAsync();

    /// <summary>The activation alone starts the worker; but it may outlive a stop for a moment, and be asked to start again.</summary>
    public Task StartAsync() => workers.Find(Account) is null ? BeginAsync(CancellationToken.None) : Task.CompletedTask;

    public async Task ReconnectAsync()
    {
        await StartAsync();
        workers.Find(Account)?.Reconnect();
    }

    public async Task SyncAsync()
    {
        await StartAsync();
        workers.Find(Account)?.SyncNow();
    }

    public async Task StopAsync()
    {
        // At once: after an account is removed nothing of it may go on until the activation is collected.
        await EndAsync();
        DeactivateOnIdle();
    }

    private async Task BeginAsync(CancellationToken cancellationToken)
    {
        var epoch = await ownership.TakeAsync(Account, cancellationToken);
        workers.Start(Account, epoch);
        owned.Take(Account, epoch);
    }

    private Task EndAsync()
    {
        owned.Drop(Account);
        return workers.StopAsync(Account);
    }
}
