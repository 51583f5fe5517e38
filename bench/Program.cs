using System.Diagnostics;
using ImapApi.Bench.Children;
using ImapApi.Bench.Reporting;
using ImapApi.Bench.Scenarios;

if (args is ["child-mailkit", .. var numbers])
    return await BareMailKit.RunAsync(numbers);
if (args is ["child-hostile"])
    return await HostileServer.RunAsync();
if (args is ["child-responder"])
    return await Responder.RunAsync();

var quick = args.Contains("--quick");
var accept = args.Contains("--accept");
var words = args.Where(word => word is not "--quick" and not "--accept").ToArray();
if (Catalogue.Find(words) is not { } chosen)
{
    Console.Error.WriteLine($"Scenarios: {string.Join(' ', Catalogue.All.Select(scenario => scenario.Name))}; groups: {string.Join(' ', Catalogue.Groups)}; report.");
    return 2;
}

var machine = await Machine.ReadAsync();
var commit = await Command.OutputAsync("git", "rev-parse", "--short", "HEAD");
if (await Command.OutputAsync("git", "status", "--porcelain", "--", "src", "config") is not "")
    commit += " with changes";
var behind = new List<string>();
await using var stage = new Stage(quick);
foreach (var scenario in chosen)
{
    Progress.Say($"{scenario.Name} …");
    var watch = Stopwatch.StartNew();
    var time = TimeProvider.System.GetUtcNow();
    var figures = await scenario.RunAsync(stage);
    Progress.Show(figures);
    if (quick)
        continue;
    var fallen = Regressions.Find((await ResultFiles.ReadAsync(scenario.Name))?.Figures ?? [], figures).Select(line => $"{scenario.Name}: {line}").ToList();
    behind.AddRange(fallen);
    // What fell behind is not recorded, or the next run would find nothing wrong.
    if (fallen.Count == 0 || accept)
        await ResultFiles.WriteAsync(new ScenarioResult(scenario.Name, scenario.Title, scenario.Method, time, watch.Elapsed.TotalSeconds, commit, machine, figures));
}

if (!quick)
    await MarkdownReport.WriteAsync(await Catalogue.RecordedAsync());
behind.ForEach(line => Console.Error.WriteLine($"BEHIND {line}"));
return behind.Count > 0 && !accept ? 1 : 0;
