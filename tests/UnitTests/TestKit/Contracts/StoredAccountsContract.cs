using ImapApi.Application.Accounts;
using ImapApi.Domain.Accounts;
using ImapApi.Domain.Changes;
using ImapApi.Domain.Settings;
using ImapApi.Domain.Webhooks;
using ImapApi.Infrastructure.Storage;
using ImapApi.Infrastructure.Storage.Repositories;
using ImapApi.TestKit.Builders;
using ImapApi.TestKit.Storage;

namespace ImapApi.TestKit.Contracts;

/// <summary>The contract of the account store, for the repository on a driver.</summary>
public abstract class StoredAccountsContract : AccountStoreContract, IAsyncLifetime
{
    private readonly IStoragePlace _place;
    private StorageHost? _host;

    private protected StoredAccountsContract(IStoragePlace place) => _place = place;

    private protected override IAccountStore Accounts => _host!.Get<IAccountStore>();

    public async ValueTask InitializeAsync() => _host = await _place.StartAsync();

    public async ValueTask DisposeAsync()
    {
        GC.SuppressFinalize(this);
        if (_host is not null)
            await _host.DisposeAsync();
        await _place.DisposeAsync();
    }

    [Fact]
    public async Task Accounts_outlive_a_restart_with_their_secrets()
    {
        var account = SampleAccounts.Create();
        await Accounts.SaveAsync(account, default);

        await _host!.DisposeAsync();
        _host = await _place.StartAsync();

        (await Accounts.FindAsync(account.Id, default)).ShouldBe(account);
    }

    [Fact]
    public async Task An_accounts_own_target_is_kept_and_its_secrets_are_encrypted()
    {
        var url = HttpUrl.Parse("https://user:horse-battery@example.com/hook");
        var webhooks = new WebhookSettings(new WebhookTarget("1", url, DateTimeOffset.FromUnixTimeMilliseconds(5)), [EventType.MessageNew], [new CustomHeader("X-Key", "correct-staple")]);
        var account = SampleAccounts.Create() with { Webhooks = webhooks };
        await Accounts.SaveAsync(account, default);

        var stored = (await Accounts.FindAsync(account.Id, default))!.Webhooks;

        stored.Target.ShouldBe(webhooks.Target);
        stored.Events.ShouldBe(webhooks.Events);
        stored.Headers.ShouldBe(webhooks.Headers);
        var bytes = (await _host!.Get<IStore>().GetAsync(AccountKeys.Document(_host.Get<Partitions>().Of(account.Id), account.Id), default))!;
        SecretTraces.In(bytes, "horse-battery").ShouldBeEmpty();
        SecretTraces.In(bytes, "correct-staple").ShouldBeEmpty();
    }

    [Fact]
    public async Task A_thousand_accounts_are_listed_once_each()
    {
        var ids = Enumerable.Range(0, 1000).Select(number => $"account {number}").ToArray();
        await Task.WhenAll(ids.Select(id => Accounts.SaveAsync(SampleAccounts.Create(id), default)));

        (await Accounts.ListAsync(default).Select(account => account.Id.Value).ToArrayAsync()).ShouldBe(ids.Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task A_ciphertext_that_was_moved_to_another_account_is_refused()
    {
        var (store, partitions) = (_host!.Get<IStore>(), _host.Get<Partitions>());
        var (alice, mallory) = (SampleAccounts.Create("alice"), SampleAccounts.Create("mallory"));
        await Accounts.SaveAsync(alice, default);
        await Accounts.SaveAsync(mallory, default);

        var stolen = (await store.GetAsync(KeyOf(alice), default))!;
        var moved = System.Text.Encoding.UTF8.GetBytes(System.Text.Encoding.UTF8.GetString(stolen).Replace("\"id\":\"alice\"", "\"id\":\"mallory\"", StringComparison.Ordinal));
        moved.ShouldNotBe(stolen);
        await store.ApplyAsync(new Batch(partitions.Of(mallory.Id)).Put(KeyOf(mallory), moved), default);

        await Should.ThrowAsync<System.Security.Cryptography.CryptographicException>(() => Accounts.FindAsync(mallory.Id, default));

        DocumentKey KeyOf(Account account) => AccountKeys.Document(partitions.Of(account.Id), account.Id);
    }
}
