namespace ImapApi.Bench.Reporting;

/// <summary>What the mail server or a bare library needs, measured in the same run and in the same unit.</summary>
internal sealed record Floor(string Name, double Value)
{
    public IReadOnlyList<double> Rounds { get; init; } = [];
}
