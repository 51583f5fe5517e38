using System.Net;
using ImapApi.IntegrationTests.Fixtures;

namespace ImapApi.IntegrationTests.Flows;

public sealed class MonitoringFlows(SharedServers servers)
{
    [Fact]
    public async Task Counts_accounts_by_state()
    {
        await using var api = await ApiProcess.StartAsync();
        var server = await servers.DovecotAsync();
        (await api.Client.GetAsync("/v1/stats")).Ok().Number("accounts").ShouldBe(0);
        await servers.AccountAsync(api.Client, server);
        await servers.AccountAsync(api.Client, server);
        await api.Client.RegisterAsync("refused", Registration.Imap(server.Port, "x", "wrong"));
        await api.Client.UntilAsync("refused", "authenticationError");

        var stats = (await api.Client.GetAsync("/v1/stats")).Ok();
        stats.Number("accounts").ShouldBe(3);
        stats.Text("version").ShouldMatch("^[0-9]+\\.[0-9]+\\.[0-9]+");
        stats.At("connections").Number("connected").ShouldBe(2);
        stats.At("connections").Number("authenticationError").ShouldBe(1);
        await Eventually.TrueAsync(
            async () => MetricOf(await api.Client.GetAsync("/metrics"), "imap_connections{status=\"connected\"}") == 2,
            "the metric follows");
    }

    [Fact]
    public async Task Serves_metrics_for_prometheus()
    {
        var account = await servers.AccountAsync(fill: mail => mail.Deliver(MailFactory.Plain(1)));
        await account.UidsAsync();
        var metrics = await account.Api.GetAsync("/metrics");
        metrics.OkBytes();
        metrics.ContentType.ShouldBe("text/plain");
        metrics.Text.ShouldContain("# TYPE imap_connections gauge");
        metrics.Text.ShouldMatch("(?m)^api_call\\{[^}]*method=\"GET\"[^}]*\\} [1-9]");
        metrics.Text.ShouldContain("statusCode=\"200\"");
        MetricOf(metrics, "imap_bytes_received").ShouldBeGreaterThan(0);
        MetricOf(metrics, "imap_bytes_sent").ShouldBeGreaterThan(0);
        metrics.Text.ShouldContain("process_working_set_bytes");
        // A route, not a path: each account a label of its own would be without bound.
        metrics.Text.ShouldNotContain($"{account.Id}/");
    }

    [Fact]
    public async Task Says_that_it_is_alive_and_ready()
    {
        var api = (await servers.ApiAsync()).Client;
        (await api.GetAsync("/health/live")).Status.ShouldBe(HttpStatusCode.OK);
        (await api.GetAsync("/health/ready")).Status.ShouldBe(HttpStatusCode.OK);
    }

    [Fact]
    public async Task Shows_a_first_page()
    {
        var program = await servers.ApiAsync();
        var page = await program.Client.GetAsync("/");
        page.OkBytes();
        page.ContentType.ShouldBe("text/html");
        page.Text.ShouldContain("/app/main.js");
        page.Text.ShouldContain("/swagger");
        page.Headers["Content-Security-Policy"].ShouldContain("default-src");
    }

    [Fact]
    public async Task Describes_every_operation()
    {
        var api = (await servers.ApiAsync()).Client;
        var swagger = await api.GetAsync("/swagger");
        swagger.OkBytes();
        swagger.ContentType.ShouldBe("text/html");
        var document = (await api.GetAsync("/openapi/v1.json")).Ok();
        document.Text("openapi").ShouldStartWith("3.");
        // That it has every route, and none besides, is a unit test; here: what the built program serves is that document.
        document.At("paths").Names.ShouldBeUnique();
        new[] { "/v1/account", "/v1/account/{account}/messages", "/v1/account/{account}/attachment/{attachment}", "/v1/events/stream", "/v1/stats", "/metrics" }
            .ShouldBeSubsetOf(document.At("paths").Names);
        foreach (var operation in document.At("paths").EnumerateObject().SelectMany(p => p.Value.EnumerateObject()).Where(o => o.Name is "get" or "put" or "post" or "delete"))
        {
            operation.Value.Text("operationId").ShouldNotBeNullOrEmpty();
            operation.Value.Text("summary").ShouldNotBeNullOrEmpty();
        }
    }

    private static double MetricOf(ApiAnswer metrics, string name) => metrics.Text.Split('\n')
        .Where(line => line.StartsWith(name + " ", StringComparison.Ordinal)).Select(line => double.Parse(line[(name.Length + 1)..])).DefaultIfEmpty(-1).Single();
}
