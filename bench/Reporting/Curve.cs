namespace ImapApi.Bench.Reporting;

/// <summary>How a figure grows with something: drawn as a chart.</summary>
/// <param name="Of">What grows to the right: "accounts".</param>
/// <param name="Points">In ascending order of <see cref="CurvePoint.X"/>.</param>
internal sealed record Curve(string Of, IReadOnlyList<CurvePoint> Points);
