using System.Globalization;
using System.Text;

namespace ImapApi.Bench.Reporting;

/// <summary>A curve as SVG: one line, both axes by powers of ten where their values span several, and each point with its number.</summary>
internal static class Chart
{
    private const int Width = 640;
    private const int Height = 300;
    private const int Left = 70;
    private const int Right = 40;
    private const int Top = 40;
    private const int Bottom = 45;

    public static string Draw(string title, string unit, Curve curve)
    {
        var x = Axis.Of(curve.Points.Select(point => point.X), Left, Width - Right, fromZero: false);
        var y = Axis.Of(curve.Points.Select(point => point.Y), Height - Bottom, Top, fromZero: true);
        var places = curve.Points.Select(point => (point, X: x.Place(point.X), Y: y.Place(point.Y))).ToList();
        var svg = new StringBuilder();
        Line(svg, $"<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 {Width} {Height}\" width=\"{Width}\" height=\"{Height}\" font-family=\"sans-serif\" font-size=\"12\" role=\"img\">");
        Line(svg, $"<title>{title}</title>");
        Line(svg, $"<rect width=\"{Width}\" height=\"{Height}\" fill=\"#fff\"/>");
        Line(svg, $"<text x=\"{Left}\" y=\"22\" font-size=\"14\">{title}, {unit}</text>");
        foreach (var mark in y.Marks)
        {
            Line(svg, $"<path d=\"M{Left} {y.Place(mark):0.#}H{Width - Right}\" stroke=\"#ddd\"/>");
            Line(svg, $"<text x=\"{Left - 8}\" y=\"{y.Place(mark) + 4:0.#}\" text-anchor=\"end\" fill=\"#555\">{Number(mark)}</text>");
        }

        foreach (var (point, at, _) in places)
            Line(svg, $"<text x=\"{at:0.#}\" y=\"{Height - Bottom + 18}\" text-anchor=\"middle\" fill=\"#555\">{Number(point.X)}</text>");
        Line(svg, $"<text x=\"{(Left + Width - Right) / 2}\" y=\"{Height - 8}\" text-anchor=\"middle\">{curve.Of}</text>");
        Line(svg, $"<polyline fill=\"none\" stroke=\"#06c\" stroke-width=\"2\" points=\"{string.Join(' ', places.Select(place => string.Create(CultureInfo.InvariantCulture, $"{place.X:0.#},{place.Y:0.#}")))}\"/>");
        foreach (var (point, atX, atY) in places)
        {
            Line(svg, $"<circle cx=\"{atX:0.#}\" cy=\"{atY:0.#}\" r=\"3\" fill=\"#06c\"/>");
            Line(svg, $"<text x=\"{atX:0.#}\" y=\"{atY - 8:0.#}\" text-anchor=\"middle\">{Number(point.Y)}</text>");
        }

        Line(svg, $"</svg>");
        return svg.ToString();
    }

    private static void Line(StringBuilder svg, FormattableString text) => svg.Append(text.ToString(CultureInfo.InvariantCulture)).Append('\n');

    private static string Number(double value) => value switch
    {
        0 => "0",
        >= 100 => value.ToString("#,0", CultureInfo.InvariantCulture),
        >= 10 => value.ToString("0.#", CultureInfo.InvariantCulture),
        _ => value.ToString("0.##", CultureInfo.InvariantCulture),
    };

    /// <summary>Where a value is drawn.</summary>
    private sealed record Axis(double Low, double High, bool ByPowers, double From, double To)
    {
        private const double Wide = 50;

        public IEnumerable<double> Marks => ByPowers
            ? Enumerable.Range(0, (int)Math.Round(Math.Log10(High / Low)) + 1).Select(power => Low * Math.Pow(10, power))
            : Enumerable.Range(0, 5).Select(quarter => Low + ((High - Low) * quarter / 4));

        public static Axis Of(IEnumerable<double> values, double from, double to, bool fromZero)
        {
            var (low, high) = (values.Min(), values.Max());
            if (low > 0 && high / low >= Wide)
                return fromZero ? new Axis(Math.Pow(10, Math.Floor(Math.Log10(low))), Math.Pow(10, Math.Ceiling(Math.Log10(high))), true, from, to) : new Axis(low, high, true, from, to);
            return new Axis(fromZero ? Math.Min(0, low) : low, high > low || fromZero ? Round(high) : low + 1, false, from, to);
        }

        public double Place(double value) => From + ((To - From) * (ByPowers ? Math.Log10(value / Low) / Math.Log10(High / Low) : (value - Low) / (High - Low)));

        /// <summary>The next number of one digit, or of one and a half.</summary>
        private static double Round(double value)
        {
            if (value <= 0)
                return 1;
            var power = Math.Pow(10, Math.Floor(Math.Log10(value)));
            return new[] { 1, 1.5, 2, 3, 4, 5, 6, 8, 10 }.Select(step => step * power).First(step => step >= value);
        }
    }
}
