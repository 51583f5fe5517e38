namespace ImapApi.Bench.Reporting;

internal sealed record CurvePoint(double X, double Y);
