using System.Globalization;

namespace ImapApi.Bench.Reporting;

/// <summary>
/// What has become worse than it was recorded, measured by its floor: a machine that is slower today slows both. Tails (p95, p99) are left out: on a shared
/// machine they say how busy it was.
/// </summary>
internal static class Regressions
{
    /// <summary>How much worse a ratio may be.</summary>
    public const double Tolerance = 1.3;

    /// <param name="recorded">As kept in <c>bench/results</c>.</param>
    public static IReadOnlyList<string> Find(IReadOnlyList<Figure> recorded, IReadOnlyList<Figure> measured)
    {
        var found = new List<string>();
        foreach (var figure in measured)
        {
            if (IsTail(figure.Name) || figure.Ratio is not { } now || recorded.FirstOrDefault(one => one.Name == figure.Name && one.Unit == figure.Unit)?.Ratio is not { } before || now <= 0 || before <= 0)
                continue;
            var worse = IsRate(figure.Unit) ? before / now : now / before;
            if (worse > Tolerance)
                found.Add(string.Create(CultureInfo.InvariantCulture, $"{figure.Name}: {now:0.00} of its floor ({figure.Floor!.Name}), recorded was {before:0.00}: {(worse - 1) * 100:0} % worse"));
        }

        return found;
    }

    private static bool IsTail(string name) => name.Contains("p95", StringComparison.Ordinal) || name.Contains("p99", StringComparison.Ordinal);

    private static bool IsRate(string unit) => unit.EndsWith("/s", StringComparison.Ordinal);
}
