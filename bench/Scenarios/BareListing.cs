using ImapApi.Bench.Measuring;
using ImapApi.Bench.Reporting;
using ImapApi.Bench.Wire;

namespace ImapApi.Bench.Scenarios;

/// <summary>The floors alone: how fast this machine's mail server answers today.</summary>
internal sealed class BareListing : IScenario
{
    public string Name => "bare-listing";

    public string Title => "The mail server alone";

    public string Method =>
        $"The newest {Stage.PageSize} of {Stage.Messages:#,0} messages, asked for on bare connections without the program: everything a listing shows " +
        "(`FETCH (UID FLAGS INTERNALDATE RFC822.SIZE BODYSTRUCTURE BODY.PEEK[HEADER.FIELDS (…)])`), and only what can change (`FETCH (UID FLAGS)`). MailKit asks the same and parses the answers.";

    public async Task<IReadOnlyList<Figure>> RunAsync(Stage stage)
    {
        var set = BareCommands.Page(0, Stage.PageSize, Stage.Messages);
        var outline = BareCommands.Outline(set);
        var flags = BareCommands.Flags(set);
        using var wire = await stage.ConnectBareAsync(Stage.Reader);
        using var mailKit = new MailKitReader((await stage.FilledServerAsync()).Port, Stage.Reader, Stage.PageSize);
        var alone = new Interleaved(stage.Rounds(20), 100)
            .Add("full", _ => wire.Run(outline))
            .Add("flags", _ => wire.Run(flags))
            .Add("MailKit full", _ => mailKit.Outline())
            .Add("MailKit flags", _ => mailKit.Flags())
            .Run();

        var wires = new List<ImapWire>();
        foreach (var _ in Stage.Crowd)
            wires.Add(await stage.ConnectBareAsync(Stage.Reader));
        var together = new InterleavedCrowds(stage.Rounds(6), TimeSpan.FromSeconds(1))
            .Add("full", [.. wires.Select(own => (Action)(() => own.Run(outline)))])
            .Add("flags", [.. wires.Select(own => (Action)(() => own.Run(flags)))])
            .Run();
        wires.ForEach(own => own.Dispose());
        return
        [
            .. Percentiles.Of("full FETCH, one connection", alone["full"]),
            .. Percentiles.Of("FETCH (UID FLAGS), one connection", alone["flags"]),
            .. Percentiles.Of("full FETCH through MailKit", alone["MailKit full"], "bare", alone["full"]),
            .. Percentiles.Of("FETCH (UID FLAGS) through MailKit", alone["MailKit flags"], "bare", alone["flags"]),
            Rates.Of($"full FETCH, {wires.Count} connections", together["full"]),
            Rates.Of($"FETCH (UID FLAGS), {wires.Count} connections", together["flags"]),
        ];
    }
}
