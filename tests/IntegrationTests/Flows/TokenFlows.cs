using System.Net;
using ImapApi.IntegrationTests.Fixtures;
using ImapApi.TestKit.Smtp;

namespace ImapApi.IntegrationTests.Flows;

/// <summary>Access tokens and the command line, with the program running and stopped, on both stores.</summary>
public sealed class TokenFlows(SharedServers servers)
{
    [Theory]
    [InlineData(StoreKind.Sqlite)]
    [InlineData(StoreKind.Redis)]
    public async Task The_first_token_of_the_command_line_closes_a_running_server_and_revoking_ends_what_runs(StoreKind store)
    {
        await using var api = await servers.NewApiAsync(store);
        using var anybody = new ApiClient(api.Client.Address);
        (await anybody.GetAsync("/v1/accounts")).Ok();

        api.Client.Token = (await ToolAsync(api, "token", "create", "--scopes", "admin", "--description", "the operator's")).Trim();

        await Eventually.TrueAsync(async () => (await anybody.GetAsync("/v1/accounts")).Status == HttpStatusCode.Unauthorized, "callers are asked for a token");
        (await api.Client.GetAsync("/v1/accounts")).Ok();
        var made = (await api.Client.PostAsync("/v1/tokens", new { scopes = new[] { "api" }, expires = "2100-01-01T00:00:00Z" })).Ok();
        anybody.Token = made.Text("token");
        using var stream = await EventStreamReader.OpenAsync(anybody);
        (await ToolAsync(api, "token", "list")).Split('\n', StringSplitOptions.RemoveEmptyEntries).Length.ShouldBe(2);

        await ToolAsync(api, "token", "revoke", made.Text("id"));

        await Should.ThrowAsync<IOException>(async () => await stream.ReadAsync());
        (await anybody.GetAsync("/v1/accounts")).Problem(HttpStatusCode.Unauthorized, "Unauthorized");
        var listed = (await api.Client.GetAsync("/v1/tokens")).Ok().Items("tokens").ShouldHaveSingleItem();
        (listed.Text("description"), listed.Texts("scopes")[0]).ShouldBe(("the operator's", "admin"));
        (await api.Client.DeleteAsync($"/v1/tokens/{listed.Text("id")}")).Ok().Truth("deleted").ShouldBeTrue();
        (await api.Client.GetAsync("/v1/tokens")).Problem(HttpStatusCode.Unauthorized, "Unauthorized");

        // Once there was a token there is no way back.
        await api.KillAsync();
        await api.StartAsync();
        api.Client.Token = null;
        (await api.Client.GetAsync("/v1/accounts")).Problem(HttpStatusCode.Unauthorized, "Unauthorized");
    }

    [Theory]
    [InlineData(StoreKind.Sqlite)]
    [InlineData(StoreKind.Redis)]
    public async Task Listening_everywhere_needs_a_token_that_was_made_before_the_start(StoreKind store)
    {
        string[] arguments = ["--api:host", "0.0.0.0", "--auth:required", "true"];
        await using var api = await servers.PrepareApiAsync(store, arguments);
        (await api.RunToolAsync("--api:port", $"{api.Port}")).ShouldBeOneLine("token create");
        (await api.RunToolAsync("token", "create", "--scopes", "api")).ShouldBeOneLine("admin");

        api.Client.Token = (await ToolAsync(api, "token", "create", "--scopes", "admin,metrics")).Trim();
        await api.StartAsync();

        (await api.Client.GetAsync("/v1/accounts")).Ok();
        using var anybody = new ApiClient(api.Client.Address);
        (await anybody.GetAsync("/v1/accounts")).Problem(HttpStatusCode.Unauthorized, "Unauthorized");
        (await anybody.GetAsync("/health/ready")).Status.ShouldBe(HttpStatusCode.OK);
        var refused = (await api.Client.PostAsync("/v1/settings", new { webhooks = "http://127.0.0.1:9/" })).Invalid("webhooks");
        refused.GetRawText().ShouldContain("webhooks.targets");
    }

    [Theory]
    [InlineData(StoreKind.Sqlite)]
    [InlineData(StoreKind.Redis)]
    public async Task A_bound_token_sees_of_everything_only_what_is_its_accounts(StoreKind store)
    {
        await using var hooks = await WebhookSink.StartAsync();
        await using var sink = SmtpSink.Start();
        await using var api = await servers.NewApiAsync(store);
        (await api.Client.PostAsync("/v1/settings", new { webhooks = hooks.Address })).Ok();
        api.Client.Token = (await api.Client.PostAsync("/v1/tokens", new { scopes = new[] { "admin" } })).Ok().Text("token");
        var queues = new Dictionary<string, string>();
        foreach (var id in new[] { "alice", "bob" })
        {
            var account = await SendingAccount.RegisterAsync(api.Client, sink, id);
            queues[id] = (await account.SubmitAsync(SendingAccount.Message())).Ok().Text("queueId");
        }

        await Eventually.TrueAsync(async () => (await DeliveredAsync(api.Client)).Distinct().Count() == 2, "events of both accounts were delivered");
        using var bob = new ApiClient(api.Client.Address) { Token = (await api.Client.PostAsync("/v1/tokens", new { scopes = new[] { "api" }, account = "bob" })).Ok().Text("token") };

        (await bob.GetAsync("/v1/accounts")).Ok().Items("accounts").Select(account => account.Text("account")).ShouldBe(["bob"]);
        (await bob.GetAsync("/v1/events?limit=1000")).Ok().Items("events").Select(told => told.Text("account")).Distinct().ShouldBe(["bob"]);
        (await bob.GetAsync("/v1/outbox")).Ok().Items("messages").Select(message => message.Text("queueId")).ShouldBe([queues["bob"]]);
        (await DeliveredAsync(bob)).Distinct().ShouldBe(["bob"]);
        using (var stream = await EventStreamReader.OpenAsync(bob, "?after=0"))
            (await stream.ReadAsync())!.Data.Text("account").ShouldBe("bob");

        (await bob.GetAsync($"/v1/outbox/{queues["bob"]}")).Ok();
        (await bob.GetAsync($"/v1/outbox/{queues["alice"]}")).Problem(HttpStatusCode.NotFound, "OutboxEntryNotFound");
        (await bob.DeleteAsync($"/v1/outbox/{queues["alice"]}")).Problem(HttpStatusCode.NotFound, "OutboxEntryNotFound");
        var foreign = (await api.Client.GetAsync("/v1/webhooks/deliveries?account=alice")).Ok().Items("deliveries")[0].Text("id");
        (await bob.PostAsync($"/v1/webhooks/deliveries/{foreign}/replay", "{}")).Problem(HttpStatusCode.NotFound, "DeliveryNotFound");
        foreach (var target in new[] { "/v1/events?account=alice", "/v1/events/stream?account=alice", "/v1/outbox?account=alice", "/v1/webhooks/deliveries?account=alice", "/v1/account/alice", "/v1/account/al%69ce", "/v1/logs/alice", "/v1/stats" })
            (await bob.GetAsync(target)).Problem(HttpStatusCode.Forbidden, "Forbidden").Text("message").ShouldContain("'bob'");
    }

    [Theory]
    [InlineData(StoreKind.Sqlite)]
    [InlineData(StoreKind.Redis)]
    public async Task The_key_of_the_secrets_is_changed_beside_a_running_server_and_with_it_stopped(StoreKind store)
    {
        await using var api = await servers.NewApiAsync(store);
        var account = await servers.AccountAsync(api.Client, await servers.DovecotAsync(), mail => mail.Deliver(MailFactory.Plain(1)));
        var keyFile = Path.Combine(api.DataDirectory, "key");
        var first = await File.ReadAllTextAsync(keyFile, TestContext.Current.CancellationToken);

        (await ToolAsync(api, "key", "rotate")).ShouldStartWith("1 stored documents were encrypted with the new key. The old key still decrypts");

        (await account.PutAsync("reconnect", "{}")).Ok();
        await api.Client.UntilAsync(account.Id, "connected");
        (await account.UidsAsync()).ShouldBe([1]);
        await api.StopAsync();
        (await ToolAsync(api, "key", "rotate")).ShouldStartWith("1 stored documents were encrypted with the new key. The old key is gone.");
        (await ToolAsync(api, "account", "list")).ShouldStartWith($"{account.Id}\t");
        (await File.ReadAllTextAsync(keyFile, TestContext.Current.CancellationToken)).ShouldNotContain(first.Trim());
        await api.StartAsync();
        await api.Client.UntilAsync(account.Id, "connected");
    }

    [Theory]
    [InlineData("'fly' is no tool", "fly")]
    [InlineData("--scopes", "token", "create")]
    [InlineData("--scopes", "token", "create", "--scopes", "everything")]
    [InlineData("--colour", "token", "list", "--colour", "red")]
    [InlineData("There is no token", "token", "revoke", "nobody")]
    [InlineData("api.port", "config", "check", "--api:port", "70000")]
    [InlineData("api.host", "config", "check", "--api:host", "0.0.0.0")]
    [InlineData("security.key", "config", "check", "--security:key", "c2hvcnQ=")]
    public async Task A_tool_that_is_told_nonsense_ends_with_one_line(string named, params string[] words)
    {
        using var data = new TemporaryDirectory();
        (await ApiProcess.RunToEndAsync([.. words, "--dbs:path", data.Path])).ShouldBeOneLine(named);
    }

    [Fact]
    public async Task A_good_configuration_is_said_to_be_one_and_touches_nothing()
    {
        using var data = new TemporaryDirectory();
        var exit = await ApiProcess.RunToEndAsync("config", "check", "--dbs:path", Path.Combine(data.Path, "none"));
        (exit.Code, exit.Output.Trim(), exit.Errors).ShouldBe((0, "The configuration can be used.", ""));
        Directory.Exists(Path.Combine(data.Path, "none")).ShouldBeFalse();
    }

    private static async Task<string> ToolAsync(ApiProcess api, params string[] words)
    {
        var exit = await api.RunToolAsync(words);
        exit.Code.ShouldBe(0, exit.Output + exit.Errors);
        exit.Errors.ShouldBeEmpty();
        return exit.Output;
    }

    private static async Task<IEnumerable<string>> DeliveredAsync(ApiClient api) =>
        (await api.GetAsync("/v1/webhooks/deliveries?pageSize=1000")).Ok().Items("deliveries").Select(delivery => delivery.Text("account"));
}
