using System.Text.Json.Serialization;

namespace ImapApi.Bench.Reporting;

/// <summary>What the figure has to reach.</summary>
/// <param name="Rule">In words, as agreed: <c>≤ floor + 0.5 ms</c>.</param>
/// <param name="Limit">The number the rule comes to in this run.</param>
/// <param name="AtMost">Whether less is better.</param>
internal sealed record Target(string Rule, double Limit, bool AtMost)
{
    public static Target Max(double limit, string rule) => new(rule, limit, AtMost: true);

    public static Target Min(double limit, string rule) => new(rule, limit, AtMost: false);

    public bool IsMetBy(double value) => AtMost ? value <= Limit : value >= Limit;

    [JsonIgnore]
    public string Sign => AtMost ? "≤" : "≥";
}
