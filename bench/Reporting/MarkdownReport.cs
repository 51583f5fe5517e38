using System.Text;
using ImapApi.Bench.Servers;

namespace ImapApi.Bench.Reporting;

/// <summary><c>docs/performance.md</c>, made from the recorded results and nothing else.</summary>
internal static class MarkdownReport
{
    private const string Introduction =
        """
        # Performance

        Written by `bench/run.sh` from the files in `bench/results/`; do not edit by hand.

        Everything runs on one machine and shares its cores: the mail server (a real Dovecot on the loopback), the program, and the client that measures.
        **Floor** is the same work without the program, measured in the same run in alternating short rounds: a command on a bare IMAP connection, or a bare MailKit client.
        A value is the median over the rounds. **Ratio** is value by floor. A target that was not reached says **missed**.
        **Peer** is EmailEngine 2, measured once on a machine of this kind; it is quoted, not measured again.

        """;

    public static async Task WriteAsync(IReadOnlyList<ScenarioResult> results)
    {
        var text = new StringBuilder(Introduction);
        Directory.CreateDirectory(Repository.Charts);
        foreach (var result in results)
        {
            Append(text, result);
            for (var i = 0; i < result.Figures.Count; i++)
            {
                if (result.Figures[i].Curve is { } curve)
                    await File.WriteAllTextAsync(Path.Combine(Repository.Charts, ChartName(result, i)), Chart.Draw(result.Figures[i].Name, result.Figures[i].Unit, curve));
            }
        }

        await File.WriteAllTextAsync(Repository.Report, text.ToString());
    }

    private static void Append(StringBuilder text, ScenarioResult result)
    {
        text.Append($"\n## {result.Title}\n\n{result.Method}\n\n");
        text.Append("| | measured | floor | ratio | target | | peer |\n|---|---:|---:|---:|---|---|---:|\n");
        foreach (var figure in result.Figures)
        {
            text.Append($"| {figure.Name} | {Number(figure.Value)} {figure.Unit} | ");
            text.Append(figure.Floor is { } floor ? $"{Number(floor.Value)} {figure.Unit} ({floor.Name}) | {figure.Ratio:0.00} | " : "– | – | ");
            text.Append(figure.Target is { } target ? $"{target.Rule} | {Verdict(figure, target)} | " : "– | | ");
            text.Append($"{figure.Peer ?? "–"} |\n");
        }

        text.Append('\n');
        foreach (var figure in result.Figures.Where(figure => figure.Note is not null))
            text.Append($"- {figure.Name}: {figure.Note}\n");
        for (var i = 0; i < result.Figures.Count; i++)
        {
            if (result.Figures[i].Curve is not null)
                text.Append($"\n![{result.Figures[i].Name}](charts/{ChartName(result, i)})\n");
        }

        var machine = result.Machine;
        text.Append($"\n`bench/run.sh {result.Scenario}` · {result.Time:yyyy-MM-dd HH:mm} UTC · {result.Seconds:0} s · commit {result.Commit} · ");
        text.Append($"{machine.Processor}, {machine.Cores} cores, {machine.MemoryMiB / 1024.0:0} GiB, {machine.System} · ");
        text.Append($"{machine.Runtime}, Dovecot {machine.Dovecot}, MailKit {machine.MailKit}\n");
    }

    private static string ChartName(ScenarioResult result, int figure) => $"{result.Scenario}-{figure + 1}.svg";

    private static string Verdict(Figure figure, Target target) => target.IsMetBy(figure.Value) ? "reached" : $"**missed** ({target.Sign} {Number(target.Limit)})";

    private static string Number(double value) => Math.Abs(value) switch
    {
        >= 100 => $"{value:#,0}",
        >= 10 => $"{value:0.0}",
        _ => $"{value:0.00}",
    };
}
