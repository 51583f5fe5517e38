using ImapApi.IntegrationTests.Fixtures;

namespace ImapApi.IntegrationTests.Cluster;

/// <summary>A cluster whose accounts are watched, and where its webhooks go; asked at its first node.</summary>
internal sealed class WatchedCluster : IAsyncDisposable
{
    private WatchedCluster(WebhookSink sink, TestCluster nodes, WatchedAccounts accounts) => (Sink, Nodes, Accounts) = (sink, nodes, accounts);

    public WebhookSink Sink { get; }

    public TestCluster Nodes { get; }

    public WatchedAccounts Accounts { get; }

    public ApiClient Api => Nodes[0].Api.Client;

    /// <summary>Returns when the accounts are spread over the nodes, and each mailbox was seen once.</summary>
    public static async Task<WatchedCluster> StartAsync(SharedServers servers, int count)
    {
        var sink = await WebhookSink.StartAsync();
        TestCluster? nodes = null;
        try
        {
            nodes = await TestCluster.StartAsync(count);
            var api = nodes[0].Api.Client;
            (await api.PostAsync("/v1/settings", new { webhooks = sink.Address })).Ok();
            var accounts = await WatchedAccounts.RegisterAsync(servers, api, WatchedAccounts.Count);
            await nodes.UntilAsync(WatchedAccounts.AreSpread, "the accounts are spread");
            return new WatchedCluster(sink, nodes, accounts);
        }
        catch
        {
            if (nodes is not null)
                await nodes.DisposeAsync();
            await sink.DisposeAsync();
            throw;
        }
    }

    /// <summary>Each message is told and posted once, and the mail server has one connection for each account.</summary>
    public async Task ShouldBeWholeAsync()
    {
        await Accounts.ShouldBeToldAsync(Api, Sink);
        await Accounts.UntilOneConnectionEachAsync();
    }

    public async ValueTask DisposeAsync()
    {
        await Nodes.DisposeAsync();
        await Sink.DisposeAsync();
    }
}
