using System.Net;
using ImapApi.IntegrationTests.Fixtures;

namespace ImapApi.IntegrationTests.BadInput;

public sealed class RedisAway(SharedServers servers)
{
    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Is_answered_with_503_and_forgotten_when_it_is_back(bool killed)
    {
        await using var redis = new RedisServer();
        await redis.StartAsync();
        await using var api = await ApiProcess.StartAsync("--dbs:redis", redis.Address(0));
        var server = await servers.DovecotAsync();
        var account = await servers.AccountAsync(api.Client, server, mail => mail.Deliver(MailFactory.Plain(1)));
        var id = await account.NewestAsync();

        await (killed ? redis.KillAsync() : redis.PauseAsync());
        var refused = await Eventually.GetAsync(
            async () => await api.Client.PostAsync("/v1/account", new { account = "late", name = "Late" }) is { Status: HttpStatusCode.ServiceUnavailable } answer ? answer : null,
            "writes are refused");
        refused.Problem(HttpStatusCode.ServiceUnavailable, "StoreUnavailable").Truth("retryable").ShouldBeTrue();
        refused.Headers.Keys.ShouldContain("Retry-After");
        (await api.Client.GetAsync("/v1/settings?logs=true")).Status.ShouldBeOneOf(HttpStatusCode.OK, HttpStatusCode.ServiceUnavailable);
        (await api.Client.GetAsync("/health/live")).Status.ShouldBe(HttpStatusCode.OK);
        (await api.Client.GetAsync("/health/ready")).Status.ShouldBe(HttpStatusCode.ServiceUnavailable);

        await (killed ? redis.StartAsync() : redis.ContinueAsync());
        await Eventually.TrueAsync(async () => (await api.Client.GetAsync("/health/ready")).Status == HttpStatusCode.OK, "it recovers by itself", TimeSpan.FromSeconds(60));
        (await api.Client.PostAsync("/v1/account", new { account = "late", name = "Late" })).Ok();
        (await api.Client.GetAsync("/v1/accounts")).Ok().Items("accounts").Select(a => a.Text("account")).ShouldBe(["late", account.Id], ignoreOrder: true);
        await api.Client.UntilAsync(account.Id, "connected");
        (await account.NewestAsync()).ShouldBe(id);
        api.Output.ShouldNotContain("Unhandled exception");
    }

    [Fact]
    public async Task At_the_start_is_waited_for()
    {
        await using var redis = new RedisServer();
        var starting = ApiProcess.StartAsync("--dbs:redis", redis.Address(0));
        (await Task.WhenAny(starting, Task.Delay(TimeSpan.FromSeconds(5), TestContext.Current.CancellationToken))).ShouldNotBe(starting, "it cannot be ready yet");
        await redis.StartAsync();
        await using var api = await starting;
        (await api.Client.PostAsync("/v1/account", new { account = "one", name = "One" })).Ok();
    }

    [Fact]
    public async Task Must_not_forget_on_its_own()
    {
        await using var redis = new RedisServer("--maxmemory-policy", "allkeys-lru", "--maxmemory", "100mb");
        await redis.StartAsync();
        using var data = new TemporaryDirectory();
        (await ApiProcess.RunToEndAsync("--api:port", $"{FreePort.Next()}", "--dbs:path", data.Path, "--dbs:redis", redis.Address(0))).ShouldBeOneLine("noeviction");
    }
}
