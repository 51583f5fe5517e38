using ImapApi.Bench.Measuring;

namespace ImapApi.Bench.Reporting;

/// <summary>A throughput figure from its rounds.</summary>
internal static class Rates
{
    public static Figure Of(
        string name,
        IReadOnlyList<CrowdRound> rounds,
        string floorName = "",
        IReadOnlyList<CrowdRound>? floor = null,
        Target? target = null,
        string? peer = null) =>
        new(name, Median.Of(PerSecond(rounds)), "/s")
        {
            Rounds = PerSecond(rounds),
            Floor = floor is null ? null : new Floor(floorName, Median.Of(PerSecond(floor))) { Rounds = PerSecond(floor) },
            Target = target,
            Peer = peer,
            Note = $"each call p50 {Median.Of(rounds.Select(round => round.Latency.P50)):0.00} ms, p99 {Median.Of(rounds.Select(round => round.Latency.P99)):0.00} ms",
        };

    private static double[] PerSecond(IReadOnlyList<CrowdRound> rounds) => [.. rounds.Select(round => round.PerSecond)];
}
