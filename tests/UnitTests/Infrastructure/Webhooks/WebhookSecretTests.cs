using System.Text;
using ImapApi.Application.Webhooks;
using ImapApi.Domain.Accounts;
using ImapApi.Domain.Webhooks;
using ImapApi.Infrastructure.Storage;
using ImapApi.Infrastructure.Webhooks;
using ImapApi.TestKit.Storage;

namespace ImapApi.UnitTests.Infrastructure.Webhooks;

public sealed class WebhookSecretTests
{
    private static readonly AccountId Alice = AccountId.Parse("alice");

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Two_are_valid_at_the_same_time_and_the_oldest_goes()
    {
        await using var bench = await new DispatcherBench().StartAsync();
        var secrets = bench.Host.Get<IWebhookSecretStore>();
        var made = new List<StoredSecret>();
        foreach (var id in new[] { "one", "two", "three" })
        {
            made.Add(new StoredSecret(id, bench.Time.GetUtcNow(), WebhookSecret.Create()));
            await secrets.AddAsync(owner: null, made[^1], Token);
            bench.Time.Advance(TimeSpan.FromSeconds(1));
        }

        (await secrets.ListAsync(owner: null, Token)).Select(secret => secret.Id).ShouldBe(["two", "three"]);
        (await bench.Host.Get<IWebhookSecrets>().ListValidAsync(account: null, Token)).Select(secret => secret.Reveal()).ShouldBe(made.Skip(1).Select(secret => secret.Secret.Reveal()));
        (await secrets.ListAsync(Alice, Token)).ShouldBeEmpty();
        (await secrets.RemoveAsync(owner: null, "two", Token)).ShouldBeTrue();
        (await bench.Host.Get<IWebhookSecrets>().ListValidAsync(account: null, Token)).Single().Reveal().ShouldBe(made[2].Secret.Reveal());
        (await secrets.RemoveAsync(owner: null, "two", Token)).ShouldBeFalse();
    }

    [Fact]
    public async Task They_are_stored_encrypted()
    {
        await using var bench = await new DispatcherBench().StartAsync();
        var secret = new StoredSecret("one", bench.Time.GetUtcNow(), WebhookSecret.Create());
        await bench.Host.Get<IWebhookSecretStore>().AddAsync(Alice, secret, Token);

        var stored = await bench.Host.Get<IStore>().ListAsync(bench.Host.Get<Partitions>().Of(Alice), WebhookKeys.Secrets(Alice), Token);

        SecretTraces.In(stored.Single().Value, secret.Secret.Reveal()[6..]).ShouldBeEmpty();
        SecretTraces.In(stored.Single().Value, Encoding.Latin1.GetString(secret.Secret.Key)).ShouldBeEmpty();
    }
}
