using System.Text.Json.Serialization;

namespace ImapApi.Bench.Reporting;

/// <summary>One number of the report, with what it is to be compared with.</summary>
internal sealed record Figure(string Name, double Value, string Unit)
{
    /// <summary>The same work without us in the same run; null: nothing comparable.</summary>
    public Floor? Floor { get; init; }

    public Target? Target { get; init; }

    /// <summary>What another program of this kind needed on such a machine, where somebody measured it.</summary>
    public string? Peer { get; init; }

    public string? Note { get; init; }

    /// <summary>How it grows; the value is that of the last point, or of the highest.</summary>
    public Curve? Curve { get; init; }

    /// <summary>The single rounds behind the value.</summary>
    public IReadOnlyList<double> Rounds { get; init; } = [];

    [JsonIgnore]
    public double? Ratio => Floor is null ? null : Value / Floor.Value;
}
