using ImapApi.IntegrationTests.Fixtures;

namespace ImapApi.IntegrationTests.Cluster;

/// <summary>Nodes that are stopped as a service manager does it, started again and added, at 50 requests a second: nobody is told of it.</summary>
[Collection("Alone")]
public sealed class RollingRestartTests(SharedServers servers)
{
    [Fact]
    public async Task Every_other_node_is_restarted_and_no_request_fails_at_the_one_that_stays()
    {
        await using var watched = await StartAsync(3);
        var (cluster, accounts, api) = (watched.Nodes, watched.Accounts, watched.Api);
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
        await watched.ShouldBeWholeAsync();
    }

    [Fact]
    public async Task All_nodes_are_restarted_in_turn_and_no_request_fails_behind_a_balancer()
    {
        await using var watched = await StartAsync(3);
        var (cluster, accounts) = (watched.Nodes, watched.Accounts);
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
        await accounts.UntilConnectedAsync(watched.Api);
        await accounts.ShouldBeToldAsync(watched.Api, watched.Sink);
    }

    [Fact]
    public async Task A_node_that_joins_gets_its_share_and_no_request_fails_meanwhile()
    {
        await using var watched = await StartAsync(2);
        var (cluster, accounts, api) = (watched.Nodes, watched.Accounts, watched.Api);
        await using var load = SteadyLoad.Start(() => api, accounts.Ids);

        await accounts.WhileDeliveringAsync(async () =>
        {
            await cluster.JoinAsync();
            await cluster.UntilAsync(nodes => nodes.Length == 3 && WatchedAccounts.AreSpread(nodes), "the accounts are spread anew");
            await load.GoOnAsync(100);
        });

        await load.StopAsync();
        load.Failures.ShouldBeEmpty();
        await watched.ShouldBeWholeAsync();
    }

    /// <summary>With a message in each account, for the load to read.</summary>
    private async Task<WatchedCluster> StartAsync(int nodes)
    {
        var watched = await WatchedCluster.StartAsync(servers, nodes);
        watched.Accounts.Deliver();
        await watched.Accounts.UntilFirstIsToldAsync(watched.Api);
        return watched;
    }

    private static async Task RestartAsync(TestCluster cluster, ClusterMember member)
    {
        (await member.Api.StopAsync()).ShouldBe(0, member.Api.Output);
        await cluster.UntilNodesAsync(cluster.Members.Count - 1);
        await member.Api.StartAsync();
        await cluster.UntilNodesAsync(cluster.Members.Count);
    }
}
