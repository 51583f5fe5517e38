using System.Diagnostics;

namespace ImapApi.Bench.Measuring;

/// <summary>Percentiles of calls, in milliseconds.</summary>
internal sealed record Latency(double P50, double P95, double P99)
{
    /// <summary>Of time spans in <see cref="Stopwatch"/> ticks; sorts them in place.</summary>
    public static Latency Of(Span<long> ticks)
    {
        ticks.Sort();
        return new Latency(At(ticks, 0.50), At(ticks, 0.95), At(ticks, 0.99));
    }

    /// <summary>The median of each percentile: one round that something disturbed does not move it.</summary>
    public static Latency MedianOf(IReadOnlyCollection<Latency> rounds) => new(
        Median.Of(rounds.Select(round => round.P50)),
        Median.Of(rounds.Select(round => round.P95)),
        Median.Of(rounds.Select(round => round.P99)));

    private static double At(Span<long> sorted, double part) =>
        sorted[(int)Math.Min(sorted.Length - 1, Math.Ceiling(part * sorted.Length) - 1)] * 1000.0 / Stopwatch.Frequency;
}
