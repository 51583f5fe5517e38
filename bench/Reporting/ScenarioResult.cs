namespace ImapApi.Bench.Reporting;

/// <summary>What one scenario found, as kept in <c>bench/results/NAME.json</c>.</summary>
internal sealed record ScenarioResult(
    string Scenario,
    string Title,
    string Method,
    DateTimeOffset Time,
    double Seconds,
    string Commit,
    Machine Machine,
    IReadOnlyList<Figure> Figures);
