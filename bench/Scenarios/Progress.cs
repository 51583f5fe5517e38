using System.Diagnostics;
using ImapApi.Bench.Reporting;

namespace ImapApi.Bench.Scenarios;

/// <summary>Tells whoever waits what is going on.</summary>
internal static class Progress
{
    public static void Say(string text) => Console.Error.WriteLine($"{TimeProvider.System.GetUtcNow():HH:mm:ss}  {text}");

    public static void Show(IReadOnlyList<Figure> figures)
    {
        foreach (var figure in figures)
        {
            var floor = figure.Floor is { } bare ? $"  ({bare.Name} {bare.Value:0.###}, ratio {figure.Ratio:0.00})" : "";
            var verdict = figure.Target is { } target ? $"  {target.Rule}: {(target.IsMetBy(figure.Value) ? "reached" : "MISSED")}" : "";
            Say($"    {figure.Name}: {figure.Value:0.###} {figure.Unit}{floor}{verdict}");
        }
    }

    public static async Task DuringAsync(string what, Func<Task> work)
    {
        var watch = Stopwatch.StartNew();
        await work();
        Say($"{what}: {watch.Elapsed.TotalSeconds:0.0} s");
    }
}
