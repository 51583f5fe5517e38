namespace ImapApi.Bench.Measuring;

/// <summary>Least squares: what one more of something costs, whatever the first ones cost.</summary>
internal static class Slope
{
    public static double Of(IReadOnlyList<(double X, double Y)> points)
    {
        var x = points.Average(point => point.X);
        var y = points.Average(point => point.Y);
        return points.Sum(point => (point.X - x) * (point.Y - y)) / points.Sum(point => (point.X - x) * (point.X - x));
    }
}
