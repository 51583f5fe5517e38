using ImapApi.IntegrationTests.Fixtures;

namespace ImapApi.IntegrationTests.FaultRun;

/// <summary>In short; at length it is run by <c>tests/faults.sh</c>.</summary>
public sealed class FaultsOnRedisTests(SharedServers servers)
{
    [Fact]
    public Task Nothing_is_lost_or_doubled_or_left_hanging_by_bad_networks() => new FaultRound(servers, StoreKind.Redis, FaultRunSettings.Read()).RunAsync();
}
