using System.Globalization;
using System.Xml.Linq;
using ImapApi.Bench.Reporting;

namespace ImapApi.UnitTests.Performance;

public sealed class ChartTests
{
    [Theory]
    [InlineData(1, 2, 3)]
    [InlineData(0, 0, 0)]
    [InlineData(0.1, 20, 400)]
    [InlineData(120, 121, 122)]
    public void Draws_every_point_within_the_picture_from_left_to_right(double first, double second, double third)
    {
        var svg = XDocument.Parse(Chart.Draw("memory", "MiB", new Curve("accounts", [new(100, first), new(1000, second), new(10_000, third)])));

        var points = svg.Descendants().Where(node => node.Name.LocalName == "circle").Select(node => (X: Number(node, "cx"), Y: Number(node, "cy"))).ToList();
        points.Count.ShouldBe(3);
        points.Select(point => point.X).ShouldBeInOrder();
        points.Select(point => point.Y).ShouldBeInOrder(SortDirection.Descending);
        points.ShouldAllBe(point => point.X > 0 && point.X < 640 && point.Y > 0 && point.Y < 300);
    }

    private static double Number(XElement node, string name) => double.Parse(node.Attribute(name)!.Value, CultureInfo.InvariantCulture);
}
