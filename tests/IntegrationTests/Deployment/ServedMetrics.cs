using System.Text.RegularExpressions;

namespace ImapApi.IntegrationTests.Deployment;

/// <summary>What stands in Prometheus' text format: series by name, with the values that each label has.</summary>
internal sealed partial class ServedMetrics
{
    private readonly Dictionary<string, Dictionary<string, HashSet<string>>> _series = new(StringComparer.Ordinal);
    private readonly HashSet<string> _gauges = [];

    public ServedMetrics(string text)
    {
        foreach (var line in text.Split('\n', StringSplitOptions.RemoveEmptyEntries))
        {
            if (line.StartsWith("# TYPE ", StringComparison.Ordinal) && line.Split(' ') is [_, _, var gauge, "gauge"])
                _gauges.Add(gauge);
            if (line[0] == '#')
                continue;
            var labels = Labels(line.Split('{', ' ')[0]);
            foreach (Match label in Label().Matches(line))
                Values(labels, label.Groups["name"].Value).Add(label.Groups["value"].Value);
        }
    }

    public IEnumerable<string> Names => _series.Keys;

    public IEnumerable<string> LabelNames => _series.Values.SelectMany(labels => labels.Keys).Distinct();

    public IReadOnlyDictionary<string, HashSet<string>> LabelsOf(string series) => _series[series];

    /// <summary>A gauge shows all its series from the beginning; a counter those that were counted.</summary>
    public bool IsGauge(string series) => _gauges.Contains(series);

    private Dictionary<string, HashSet<string>> Labels(string series)
    {
        if (!_series.TryGetValue(series, out var labels))
            _series.Add(series, labels = []);
        return labels;
    }

    private static HashSet<string> Values(Dictionary<string, HashSet<string>> labels, string name)
    {
        if (!labels.TryGetValue(name, out var values))
            labels.Add(name, values = []);
        return values;
    }

    [GeneratedRegex("(?<name>[a-zA-Z_]\\w*)=\"(?<value>[^\"]*)\"", RegexOptions.ExplicitCapture | RegexOptions.NonBacktracking)]
    private static partial Regex Label();
}
