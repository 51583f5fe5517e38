using System.Globalization;
using ImapApi.IntegrationTests.Fixtures;

namespace ImapApi.IntegrationTests.Cluster;

/// <summary>Three nodes of which one is lost in some way while mail comes in: the others go on, and nothing is lost or told twice.</summary>
[Collection("Alone")]
public sealed class LostNodeTests(SharedServers servers)
{
    /// <summary>How long a node stands still after it has lost its accounts; longer in <c>tests/cluster.sh</c>.</summary>
    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(Environment.GetEnvironmentVariable("IMAPAPI_CLUSTER_PAUSE") is { Length: > 0 } text ? int.Parse(text, CultureInfo.InvariantCulture) : 1);

    [Fact]
    public async Task A_killed_nodes_accounts_are_taken_over_and_those_of_the_others_stay_where_they_are()
    {
        await using var watched = await WatchedCluster.StartAsync(servers, 3);
        var (cluster, accounts, api) = (watched.Nodes, watched.Accounts, watched.Api);
        var before = await accounts.OwnersAsync(api);

        await accounts.WhileDeliveringAsync(async () =>
        {
            await cluster[2].Api.KillAsync();
            await cluster.UntilNodesAsync(2);
            TestContext.Current.TestOutputHelper?.WriteLine($"{accounts.Ids.Count} accounts; all are connected {(await accounts.UntilConnectedAsync(api)).TotalSeconds:0.0} s after the killed node was found dead");
        });

        var after = await accounts.OwnersAsync(api);
        foreach (var id in accounts.Ids)
        {
            var wasKilled = new Uri(before[id].Node).Port == cluster[2].Api.Port;
            (after[id].Epoch - before[id].Epoch).ShouldBe(wasKilled ? 1 : 0, $"{id} has had as many owners as it had to");
            if (!wasKilled)
                after[id].Node.ShouldBe(before[id].Node, id);
        }

        await watched.ShouldBeWholeAsync();
    }

    [Fact]
    public async Task A_node_that_stood_still_writes_nothing_when_it_wakes_up_and_ends_by_itself()
    {
        await using var watched = await WatchedCluster.StartAsync(servers, 3);
        var (cluster, accounts, api) = (watched.Nodes, watched.Accounts, watched.Api);

        await accounts.WhileDeliveringAsync(async () =>
        {
            await cluster[2].PauseAsync();
            await cluster.UntilNodesAsync(2);
            await accounts.UntilConnectedAsync(api);
            await cluster.UntilAsync(WatchedAccounts.AreSpread, "the accounts are spread over the others");
            await Task.Delay(Pause);
        });
        var owners = await accounts.OwnersAsync(api);
        await accounts.WhileDeliveringAsync(async () =>
        {
            await cluster[2].ContinueAsync();
            await Eventually.TrueAsync(() => Task.FromResult(cluster[2].Api.HasExited), "the node that was found dead ends");
        });

        (await accounts.OwnersAsync(api)).ShouldBe(owners);
        cluster[2].Api.Output.ShouldContain("out of the cluster");
        await watched.ShouldBeWholeAsync();

        // Started again, it is one of them.
        await cluster[2].Api.StartAsync();
        await cluster.UntilNodesAsync(3);
    }

    [Fact]
    public async Task A_node_that_does_not_reach_the_store_hands_its_accounts_over_and_gets_some_again_when_it_does()
    {
        await using var watched = await WatchedCluster.StartAsync(servers, 3);
        var (cluster, accounts, api) = (watched.Nodes, watched.Accounts, watched.Api);
        var lost = cluster[2];

        await accounts.WhileDeliveringAsync(async () =>
        {
            lost.Wire.Cut();
            await Eventually.TrueAsync(
                async () => (await cluster[0].NodesAsync()).Single(node => new Uri(node.Text("http")).Port == lost.Api.Port).Number("accounts") == 0, "it has no account any more");
            await accounts.UntilConnectedAsync(api);
        });
        lost.Wire.Mend();
        await cluster.UntilNodesAsync(3);
        await cluster.UntilAsync(WatchedAccounts.AreSpread, "it has accounts again");
        await accounts.UntilConnectedAsync(api);

        await watched.ShouldBeWholeAsync();
    }

    [Fact]
    public async Task Without_Redis_for_a_while_no_connection_is_made_anew()
    {
        await using var watched = await WatchedCluster.StartAsync(servers, 2);
        var (cluster, accounts, api) = (watched.Nodes, watched.Accounts, watched.Api);
        var owners = await accounts.OwnersAsync(api);

        await cluster.Redis.KillAsync();
        await Eventually.TrueAsync(async () => (await api.GetAsync("/health/ready")).Status == System.Net.HttpStatusCode.ServiceUnavailable, "it says that it is not ready");
        accounts.Deliver();
        await cluster.Redis.StartAsync();

        await Eventually.TrueAsync(async () => (await api.GetAsync("/health/ready")).Status == System.Net.HttpStatusCode.OK, "it is ready again");
        await accounts.UntilConnectedAsync(api);
        await watched.ShouldBeWholeAsync();
        (await accounts.OwnersAsync(api)).ShouldBe(owners);
    }
}
