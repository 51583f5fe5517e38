using System.Security.Cryptography;
using ImapApi.IntegrationTests.Fixtures;

namespace ImapApi.IntegrationTests.Cluster;

/// <summary>Nodes on a Redis that is a cluster itself: its partitions are where the accounts' are.</summary>
[Collection("Alone")]
public sealed class RedisClusterTests(SharedServers servers)
{
    private const int Accounts = 24;

    [Fact]
    public async Task Two_nodes_on_a_Redis_of_three_serve_tell_and_take_over()
    {
        await using var redis = new RedisCluster(3);
        await redis.InitializeAsync();
        await using var sink = await WebhookSink.StartAsync();
        string[] common =
        [
            "--dbs:redis", redis.Address, "--security:key", Convert.ToBase64String(RandomNumberGenerator.GetBytes(32)), "--cluster:enabled", "true",
            "--cluster:secret", Convert.ToBase64String(RandomNumberGenerator.GetBytes(24)),
        ];
        await using var first = await ApiProcess.StartAsync([.. common, "--cluster:address", $"127.0.0.1:{FreePort.Next()}"]);
        await using var second = await ApiProcess.StartAsync([.. common, "--cluster:address", $"127.0.0.1:{FreePort.Next()}"]);
        (await first.Client.PostAsync("/v1/settings", new { webhooks = sink.Address })).Ok();
        var accounts = await WatchedAccounts.RegisterAsync(servers, first.Client, Accounts);
        (await redis.CountKeysAsync()).ShouldAllBe(keys => keys > Accounts);

        await accounts.WhileDeliveringAsync(async () =>
        {
            await Eventually.TrueAsync(
                async () => (await second.Client.GetAsync("/v1/stats")).Ok().At("cluster").Items("nodes") is { Length: 2 } nodes && nodes.All(node => node.Number("accounts") >= Accounts / 3), "the accounts are spread");
            await first.KillAsync();
            await Eventually.TrueAsync(async () => (await second.Client.GetAsync("/v1/stats")).Ok().At("cluster").Items("nodes").Length == 1, "the killed node is gone");
            await accounts.UntilConnectedAsync(second.Client);
        });

        await accounts.ShouldBeToldAsync(second.Client, sink);
    }
}
