using ImapApi.Bench.Reporting;

namespace ImapApi.UnitTests.Performance;

/// <summary>Whether a bench that became slower is told from a machine that did.</summary>
public sealed class RegressionsTests
{
    [Theory]
    [InlineData("ms", 0.5, 1.0, 0.64, 1.0, false)]
    [InlineData("ms", 0.5, 1.0, 0.66, 1.0, true)]
    [InlineData("ms", 0.5, 1.0, 0.1, 1.0, false)]
    [InlineData("ms", 0.5, 1.0, 5.0, 10.0, false)]
    [InlineData("/s", 5000, 5000, 3900, 5000, false)]
    [InlineData("/s", 5000, 5000, 3800, 5000, true)]
    [InlineData("MB/s", 500, 1000, 380, 1000, true)]
    [InlineData("/s", 5000, 5000, 500, 500, false)]
    public void A_figure_has_fallen_behind_when_its_ratio_is_more_than_30_percent_worse(string unit, double value, double floor, double newValue, double newFloor, bool isBehind) =>
        Regressions.Find([Of("listing, p50", value, unit, floor)], [Of("listing, p50", newValue, unit, newFloor)]).Count.ShouldBe(isBehind ? 1 : 0);

    [Fact]
    public void Says_what_it_was_and_what_it_is() =>
        Regressions.Find([Of("listing, p50", 0.5, "ms", 1)], [Of("listing, p50", 1, "ms", 1)]).ShouldBe(["listing, p50: 1.00 of its floor (bare), recorded was 0.50: 100 % worse"]);

    [Fact]
    public void Compares_neither_tails_nor_what_has_no_floor_or_no_record()
    {
        Figure[] recorded = [Of("listing, p99", 1, "ms", 1), new("memory", 1, "MB"), Of("listing, p50", 1, "s", 1), Of("zero, p50", 0, "ms", 1)];
        Figure[] measured = [Of("listing, p99", 9, "ms", 1), new("memory", 9, "MB"), Of("listing, p50", 9, "ms", 1), Of("new, p50", 9, "ms", 1), Of("zero, p50", 9, "ms", 1)];

        Regressions.Find(recorded, measured).ShouldBeEmpty();
    }

    private static Figure Of(string name, double value, string unit, double floor) => new(name, value, unit) { Floor = new Floor("bare", floor) };
}
