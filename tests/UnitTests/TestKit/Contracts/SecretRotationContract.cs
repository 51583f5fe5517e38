using System.Text;
using ImapApi.Application.Accounts;
using ImapApi.Application.Settings;
using ImapApi.Application.Tools;
using ImapApi.Domain.Accounts;
using ImapApi.Domain.Settings;
using ImapApi.Domain.Webhooks;
using ImapApi.Infrastructure.Security;
using ImapApi.Infrastructure.Storage;
using ImapApi.Infrastructure.Webhooks;
using ImapApi.TestKit.Builders;
using ImapApi.TestKit.Storage;

namespace ImapApi.TestKit.Contracts;

/// <summary>Changing the key under which secrets are stored.</summary>
public abstract class SecretRotationContract : StorageTest
{
    private static readonly HttpUrl Url = HttpUrl.Parse("https://user:Tr0ub4dor@example.com/hook");
    private static readonly Account Bob = SampleAccounts.Create() with { Webhooks = new WebhookSettings(new WebhookTarget("1", Url, DateTimeOffset.UnixEpoch), [], [new CustomHeader("X-Key", "hush")]) };

    private protected SecretRotationContract(IStoragePlace place) : base(place)
    {
    }

    private IAccountStore Accounts => Host.Get<IAccountStore>();

    private SecretKeys Keys => Host.Get<SecretKeys>();

    private string KeyFile => Host.Get<DataDirectory>()["key"];

    private WebhookSecretRepository WebhookSecrets => new(Host.Get<IStore>(), Host.Get<Partitions>(), Host.Get<SecretProtector>(), TimeProvider.System);

    private WebhookSecretsRenewal WebhookSecretsRenewal => new(Host.Get<IStore>(), Host.Get<Partitions>(), Accounts, Host.Get<SecretProtector>());

    [Fact]
    public async Task Encrypts_everything_with_a_new_key_and_drops_the_old_one()
    {
        await SaveAsync();
        var old = Keys.Current;

        (await Host.Get<ISecretRotation>().RotateAsync(Token)).ShouldBe(new SecretsRotated(2, OldKeysDropped: true));

        Keys.Current.Id.ShouldNotBe(old.Id);
        (await DocumentsAsync()).ShouldAllBe(document => !document.Contains(old.Id) && document.Contains($"v1.{Keys.Current.Id}."));
        (await File.ReadAllTextAsync(KeyFile, Token)).Trim().ShouldBe(Keys.Current.ToBase64());
        await RestartAsync();
        await ShouldBeReadableAsync();
    }

    [Fact]
    public async Task Renews_the_signing_secrets_of_webhooks_too()
    {
        await Accounts.SaveAsync(Bob, Token);
        var secret = new StoredSecret("a", DateTimeOffset.UnixEpoch, WebhookSecret.Create());
        foreach (var owner in new[] { null, Bob.Id })
            await WebhookSecrets.AddAsync(owner, secret, Token);
        Keys.Renew();

        (await WebhookSecretsRenewal.RenewSecretsAsync(Token)).ShouldBe(2);

        (await WebhookSecretsRenewal.RenewSecretsAsync(Token)).ShouldBe(0);
        Keys.Forget();
        foreach (var owner in new[] { null, Bob.Id })
            (await WebhookSecrets.ListAsync(owner, Token)).ShouldHaveSingleItem().Secret.Reveal().ShouldBe(secret.Secret.Reveal());
    }

    [Fact]
    public async Task Is_done_by_itself_at_the_next_start_with_a_key_before_the_old_one()
    {
        await SaveAsync();
        var (old, next) = (Keys.Current, SecretKey.Create());
        await File.WriteAllTextAsync(KeyFile, $"{next.ToBase64()}\n{old.ToBase64()}\n", Token);

        await RestartAsync();

        while ((await File.ReadAllTextAsync(KeyFile, Token)).Contains(old.ToBase64()))
            await Task.Delay(10, Token);
        (await DocumentsAsync()).ShouldAllBe(document => !document.Contains(old.Id) && document.Contains($"v1.{next.Id}."));
        await ShouldBeReadableAsync();
        await RestartAsync();
        await ShouldBeReadableAsync();
    }

    [Fact]
    public async Task Undoes_no_change_that_is_made_meanwhile()
    {
        for (var i = 0; i < 50; i++)
            await Accounts.SaveAsync(SampleAccounts.Create($"{i}"), Token);
        var changes = Task.Run(
            async () =>
            {
                for (var i = 0; i < 50; i++)
                    await Accounts.UpdateAsync(AccountId.Parse($"{i}"), account => account with { Name = "Changed" }, Token);
            },
            Token);

        await Host.Get<ISecretRotation>().RotateAsync(Token);
        await changes;

        for (var i = 0; i < 50; i++)
            (await Accounts.FindAsync(AccountId.Parse($"{i}"), Token)).ShouldBe(SampleAccounts.Create($"{i}", "Changed"));
    }

    [Fact]
    public async Task Is_noticed_by_a_server_that_runs()
    {
        await SaveAsync();
        // As a tool does it beside the server: the same key file, another process.
        var keys = new SecretKeys(Microsoft.Extensions.Options.Options.Create(new SecurityOptions()), Host.Get<DataDirectory>());
        keys.Load();
        keys.Renew();
        var hidden = new SecretProtector(keys).Protect("secret", "field");

        Host.Get<SecretProtector>().Unprotect(hidden, "field").ShouldBe("secret");

        Keys.Current.Id.ShouldBe(keys.Current.Id);
        await ShouldBeReadableAsync();
    }

    private async Task SaveAsync()
    {
        await Accounts.SaveAsync(Bob, Token);
        await Host.Get<ISettingsStore>().UpdateAsync(settings => settings with { AuthServer = Url }, Token);
    }

    private async Task ShouldBeReadableAsync()
    {
        var stored = (await Accounts.FindAsync(Bob.Id, Token))!;
        (stored.Imap, stored.Smtp, stored.Webhooks.Target).ShouldBe((Bob.Imap, Bob.Smtp, Bob.Webhooks.Target));
        stored.Webhooks.Headers.ShouldBe(Bob.Webhooks.Headers);
        (await Host.Get<ISettingsStore>().GetAsync(Token)).AuthServer.ShouldBe(Url);
    }

    private async Task<string[]> DocumentsAsync()
    {
        var (store, partition) = (Host.Get<IStore>(), Host.Get<Partitions>().Of(Bob.Id));
        var documents = (await store.ListAsync(partition, "accounts", Token)).Concat(await store.ListAsync(Partition.Global, "settings", Token));
        return [.. documents.Select(document => Encoding.UTF8.GetString(document.Value))];
    }
}
