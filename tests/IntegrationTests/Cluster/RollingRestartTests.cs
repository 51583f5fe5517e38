using ImapApi.IntegrationTests.Fixtures;

namespace ImapApi.IntegrationTests.Cluster;

/// <summary>Nodes that are stopped as a service manager does it, started again and added, at 50 requests a second: nobody is told of it.</summary>
[Collection("Alone")]
public sealed class RollingRestartTests(SharedServers servers)
{
    private static readonly int Accounts = WatchedAccounts.Count;

    [Fact]
    public async Task Every_other_node_is_restarted_and_no_request_fails_at_the_one_that_stays()
    {
        await using var sink = await WebhookSink.StartAsync();
        await using var cluster = await TestCluster.StartAsync(3);
        var api = cluster[0].Api.Client;
        var accounts = await StartAsync(cluster, sink);
        await using var load = SteadyLoad.Start(() => api, accounts.Ids);

        await accounts.WhileDeliveringAsync(async () =>
        {
            await load.GoOnAsync(100);
            await RestartAsync(cluster, cluster[1]);
            await RestartAsync(cluster, cluster[2]);
            await load.GoOnAsync(100);
        });

        await load.StopAsync();
        load.Failures.ShouldBeEmpty();
        await accounts.UntilConnectedAsync(api);
        await accounts.ShouldBeToldAsync(api, sink);
        await accounts.UntilOneConnectionEachAsync();
    }

    [Fact]
    public async Task All_nodes_are_restarted_in_turn_and_no_request_fails_behind_a_balancer()
    {
        await using var sink = await WebhookSink.StartAsync();
        await using var cluster = await TestCluster.StartAsync(3);
        var accounts = await StartAsync(cluster, sink);
        await using var balancer = new ReadinessBalancer(cluster);
        await using var load = SteadyLoad.Start(balancer.Choose, accounts.Ids);

        await accounts.WhileDeliveringAsync(async () =>
        {
            await load.GoOnAsync(100);
            foreach (var member in cluster.Members)
                await RestartAsync(cluster, member);
            await load.GoOnAsync(100);
        });

        await load.StopAsync();
        load.Failures.ShouldBeEmpty();
        await accounts.UntilConnectedAsync(cluster[0].Api.Client);
        await accounts.ShouldBeToldAsync(cluster[0].Api.Client, sink);
    }

    [Fact]
    public async Task A_node_that_joins_gets_its_share_and_no_request_fails_meanwhile()
    {
        await using var sink = await WebhookSink.StartAsync();
        await using var cluster = await TestCluster.StartAsync(2);
        var api = cluster[0].Api.Client;
        var accounts = await StartAsync(cluster, sink);
        await using var load = SteadyLoad.Start(() => api, accounts.Ids);

        await accounts.WhileDeliveringAsync(async () =>
        {
            await cluster.JoinAsync();
            await cluster.UntilAsync(nodes => nodes.Length == 3 && WatchedAccounts.AreSpread(nodes), "the accounts are spread anew");
            await load.GoOnAsync(100);
        });

        await load.StopAsync();
        load.Failures.ShouldBeEmpty();
        await accounts.ShouldBeToldAsync(api, sink);
        await accounts.UntilOneConnectionEachAsync();
    }

    private async Task<WatchedAccounts> StartAsync(TestCluster cluster, WebhookSink sink)
    {
        var api = cluster[0].Api.Client;
        (await api.PostAsync("/v1/settings", new { webhooks = sink.Address })).Ok();
        var accounts = await WatchedAccounts.RegisterAsync(servers, api, Accounts);
        accounts.Deliver();
        await cluster.UntilAsync(WatchedAccounts.AreSpread, "the accounts are spread");
        await accounts.UntilFirstIsToldAsync(api);
        return accounts;
    }

    private static async Task RestartAsync(TestCluster cluster, ClusterMember member)
    {
        (await member.Api.StopAsync()).ShouldBe(0, member.Api.Output);
        await cluster.UntilNodesAsync(cluster.Members.Count - 1);
        await member.Api.StartAsync();
        await cluster.UntilNodesAsync(cluster.Members.Count);
    }
}
