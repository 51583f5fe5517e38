using System.Diagnostics;
using ImapApi.Bench.Children;
using ImapApi.Bench.Reporting;
using ImapApi.Bench.Scenarios;

if (args is ["child-mailkit", .. var numbers])
    return await BareMailKit.RunAsync(numbers);

var quick = args.Contains("--quick");
var words = args.Where(word => word != "--quick").ToArray();
if (Catalogue.Find(words) is not { } chosen)
{
    Console.Error.WriteLine($"Scenarios: {string.Join(' ', Catalogue.All.Select(scenario => scenario.Name))}; groups: {string.Join(' ', Catalogue.Groups)}; report.");
    return 2;
}

var machine = await Machine.ReadAsync();
var commit = await Command.OutputAsync("git", "rev-parse", "--short", "HEAD");
if (await Command.OutputAsync("git", "status", "--porcelain", "--", "src", "config") is not "")
    commit += " with changes";
await using var stage = new Stage(quick);
foreach (var scenario in chosen)
{
    Progress.Say($"{scenario.Name} …");
    var watch = Stopwatch.StartNew();
    var time = TimeProvider.System.GetUtcNow();
    var figures = await scenario.RunAsync(stage);
    Progress.Show(figures);
    if (!quick)
        await ResultFiles.WriteAsync(new ScenarioResult(scenario.Name, scenario.Title, scenario.Method, time, watch.Elapsed.TotalSeconds, commit, machine, figures));
}

if (!quick)
    await MarkdownReport.WriteAsync(await Catalogue.RecordedAsync());
return 0;
