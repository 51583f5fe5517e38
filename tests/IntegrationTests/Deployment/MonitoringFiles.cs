using System.Text.Json;
using System.Text.RegularExpressions;
using ImapApi.IntegrationTests.Fixtures;

namespace ImapApi.IntegrationTests.Deployment;

/// <summary>The dashboard and the alert rules, against what a program that has done a bit of everything says of itself.</summary>
public sealed partial class MonitoringFiles(MeasuredProgram program) : IClassFixture<MeasuredProgram>
{
    /// <summary>Prometheus' own series and labels.</summary>
    private const string Up = "up";

    private static readonly string[] TargetLabels = ["job", "instance"];

    [Fact]
    public void Dashboard_and_alerts_ask_for_nothing_that_is_not_measured()
    {
        var served = program.Served;
        var expressions = DashboardExpressions().Concat(AlertExpressions()).ToList();
        expressions.Count.ShouldBeGreaterThan(40);

        var selectors = expressions.SelectMany(PromQl.Selectors).Where(selector => selector.Metric != Up).ToList();
        selectors.Select(selector => selector.Metric).Distinct().ShouldBeSubsetOf(served.Names);
        foreach (var (metric, matchers) in selectors)
        {
            foreach (var matcher in matchers.Where(matcher => !TargetLabels.Contains(matcher.Label)))
            {
                served.LabelsOf(metric).Keys.ShouldContain(matcher.Label, metric);
                if (served.IsGauge(metric))
                    matcher.Values.ShouldBeSubsetOf(served.LabelsOf(metric)[matcher.Label], metric);
            }
        }

        expressions.SelectMany(PromQl.GroupedBy).Distinct().ShouldBeSubsetOf(served.LabelNames.Concat(TargetLabels));
    }

    /// <summary>What is measured and shown nowhere is forgotten.</summary>
    [Fact]
    public void The_dashboard_shows_everything_of_our_own_that_is_measured()
    {
        var served = program.Served;
        var shown = DashboardExpressions().SelectMany(PromQl.Selectors).Select(selector => Family(selector.Metric)).Distinct();

        served.Names.Select(Family).Distinct().Where(name => !name.StartsWith("process_", StringComparison.Ordinal) && !name.StartsWith("dotnet_", StringComparison.Ordinal))
            .ShouldBeSubsetOf(shown);
    }

    [Fact]
    public void The_operations_page_lists_every_metric()
    {
        var page = RepositoryFiles.Read("docs/operations.md");
        foreach (var name in program.Served.Names.Select(Family).Distinct())
            page.ShouldContain($"`{name}");
    }

    [Theory]
    [InlineData("""sum by (status) (rate(webhooks{status!="delivered", event=~"a|b"}[5m])) / up""", "webhooks(status,event) up()")]
    [InlineData("""histogram_quantile(0.95, sum by (le) (rate(webhook_req_bucket[$__rate_interval]))) or vector(0)""", "webhook_req_bucket()")]
    public void Expressions_are_understood(string expression, string selectors) =>
        string.Join(' ', PromQl.Selectors(expression).Select(found => $"{found.Metric}({string.Join(',', found.Matchers.Select(matcher => matcher.Label))})")).ShouldBe(selectors);

    private static string Family(string series) => Suffix().Replace(series, "");

    private static IEnumerable<string> DashboardExpressions()
    {
        using var dashboard = JsonDocument.Parse(RepositoryFiles.Read("deploy/grafana/imapapi.json"));
        return [.. dashboard.RootElement.GetProperty("panels").EnumerateArray().Where(panel => panel.TryGetProperty("targets", out _))
            .SelectMany(panel => panel.GetProperty("targets").EnumerateArray().Select(target => target.GetProperty("expr").GetString()!))];
    }

    private static List<string> AlertExpressions()
    {
        var rules = RepositoryFiles.Read("deploy/prometheus/alerts.yml");
        var expressions = AlertExpression().Matches(rules).Select(found => found.Groups["expression"].Value).ToList();
        expressions.Count.ShouldBe(Alert().Count(rules), "each rule has its expression on one line");
        return expressions;
    }

    [GeneratedRegex("_(?:bucket|sum|count)$", RegexOptions.NonBacktracking)]
    private static partial Regex Suffix();

    [GeneratedRegex(@"^\s+expr: (?<expression>.+)$", RegexOptions.Multiline | RegexOptions.ExplicitCapture | RegexOptions.NonBacktracking)]
    private static partial Regex AlertExpression();

    [GeneratedRegex(@"^\s+- alert: \w+$", RegexOptions.Multiline | RegexOptions.NonBacktracking)]
    private static partial Regex Alert();
}
