using System.Diagnostics;
using ImapApi.Fuzzing;
using SharpFuzz;

// See tests/fuzz.sh, which runs it. Instrumented code needs its counters at once.
Coverage.Begin();
return args switch
{
    ["targets"] => Show(),
    ["instrument", var folder] => Instrument(folder),
    ["run", var kept, var grown, var state, var seconds, .. var names] => Run(kept, grown, state, int.Parse(seconds), Targets(names)),
    ["keep", var kept, var grown, .. var names] => Keep(kept, grown, Targets(names)),
    ["check", var name, var file] => Check(Targets([name])[0], file),
    _ => 2,
};

static IFuzzTarget[] Targets(string[] names) => names.Length == 0 ? [.. FuzzTargets.All] : [.. names.Select(name => FuzzTargets.All.Single(target => target.Name == name))];

static int Show()
{
    foreach (var target in FuzzTargets.All)
        Console.WriteLine(target.Name);
    return 0;
}

// Ours, and the parser that the guard has to agree with.
static int Instrument(string folder)
{
    foreach (var assembly in new[] { "ImapApi.Domain", "ImapApi.Application", "ImapApi.Infrastructure", "ImapApi.Api" })
        _ = Fuzzer.Instrument(Path.Combine(folder, assembly + ".dll"), name => name.StartsWith("ImapApi.", StringComparison.Ordinal), Options.Value);
    _ = Fuzzer.Instrument(Path.Combine(folder, "MailKit.dll"), name => name.StartsWith("MailKit.Net.Imap", StringComparison.Ordinal), Options.Value);
    return 0;
}

static int Run(string kept, string grown, string state, int seconds, IFuzzTarget[] targets)
{
    var progress = new FuzzState(state);
    foreach (var target in targets)
    {
        var corpus = new Corpus(Path.Combine(kept, target.Name), Path.Combine(grown, target.Name));
        var present = Path.Combine(grown, target.Name + ".present");
        using var handle = File.OpenHandle(present, FileMode.Create, FileAccess.Write);
        var run = new FuzzRun(target, corpus, progress.SeedOf(target.Name), handle);
        var start = Stopwatch.GetTimestamp();
        var found = run.Run(TimeSpan.FromSeconds((double)seconds / targets.Length));
        File.Delete(present);
        if (found is { } finding)
        {
            var shrunk = Shrinking.Shrink(target, finding.Input, finding.Found);
            Console.Error.WriteLine($"{target.Name}, {corpus.AddFinding(shrunk)}: {Trial.Run(target, shrunk) ?? finding.Found}");
            return 1;
        }

        var time = Stopwatch.GetElapsedTime(start).TotalSeconds;
        progress.Add(target.Name, run.Trials, time);
        Console.WriteLine($"{target.Name}: {run.Trials} trials in {time:0.0} s, {run.Branches} branches, {run.Inputs} inputs");
    }

    Console.WriteLine($"{progress.Seconds:0} s of all targets together");
    return 0;
}

static int Keep(string kept, string grown, IFuzzTarget[] targets)
{
    foreach (var target in targets)
    {
        var corpus = new Corpus(Path.Combine(kept, target.Name), Path.Combine(grown, target.Name));
        var chosen = Selection.Choose(target, corpus.Load());
        corpus.Replace(chosen);
        Console.WriteLine($"{target.Name}: {chosen.Count} inputs, {chosen.Sum(input => input.Length)} bytes");
    }

    return 0;
}

static int Check(IFuzzTarget target, string file)
{
    var found = Trial.Run(target, File.ReadAllBytes(file));
    Console.WriteLine(found?.ToString() ?? "nothing found");
    return found is null ? 0 : 1;
}
