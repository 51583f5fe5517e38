using ImapApi.Bench.Measuring;

namespace ImapApi.Bench.Reporting;

/// <summary>Three figures from the rounds of a latency measurement.</summary>
internal static class Percentiles
{
    /// <param name="what">Begins the names of the figures.</param>
    /// <param name="rounds">Of the thing measured.</param>
    /// <param name="floorName">Names the thing it is compared with.</param>
    /// <param name="floor">Of the thing it is compared with; null: nothing.</param>
    /// <param name="target">Of the median, from the floor's median.</param>
    public static IReadOnlyList<Figure> Of(
        string what,
        IReadOnlyList<Latency> rounds,
        string floorName = "",
        IReadOnlyList<Latency>? floor = null,
        Func<double, Target>? target = null,
        string? peer = null)
    {
        var p50 = One($"{what}, p50", rounds, floorName, floor, latency => latency.P50);
        return
        [
            p50 with { Target = target?.Invoke(p50.Floor?.Value ?? 0), Peer = peer },
            One($"{what}, p95", rounds, floorName, floor, latency => latency.P95),
            One($"{what}, p99", rounds, floorName, floor, latency => latency.P99),
        ];
    }

    private static Figure One(string name, IReadOnlyList<Latency> rounds, string floorName, IReadOnlyList<Latency>? floor, Func<Latency, double> part) =>
        new(name, Median.Of(rounds.Select(part)), "ms")
        {
            Rounds = [.. rounds.Select(part)],
            Floor = floor is null ? null : new Floor(floorName, Median.Of(floor.Select(part))) { Rounds = [.. floor.Select(part)] },
        };
}
