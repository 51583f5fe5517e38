using ImapApi.Bench.Measuring;
using ImapApi.Bench.Reporting;
using ImapApi.Bench.Wire;

namespace ImapApi.Bench.Scenarios;

/// <summary>One message, its texts, a small attachment: by one caller and by sixteen.</summary>
internal sealed class Reading : IScenario
{
    public string Name => "reading";

    public string Title => "Message, text and small attachment";

    public string Method =>
        "Fifty messages with plain text, html and an attachment of 24 KiB, in turn, by one caller and by sixteen, on one account. " +
        "The floor asks on bare connections for the same parts in one command, as if it knew the structure.";

    public async Task<IReadOnlyList<Figure>> RunAsync(Stage stage)
    {
        await using var product = await stage.StartAsync([Stage.Reader]);
        using var http = product.Connect();
        using var wire = await stage.ConnectBareAsync(Stage.Reader);
        var messages = KnownMessage.Of(http, Stage.Reader, uid => uid % 20 == 2);
        var kinds = new (string Name, string Peer, List<byte[]> Requests, List<byte[]> Commands)[]
        {
            ("message with text", "32/s", [.. messages.Select(m => HttpWire.Get(Urls.Message(Stage.Reader, m.Id)))], [.. messages.Select(m => BareCommands.Message(m.Uid))]),
            ("text", "28/s", [.. messages.Select(m => HttpWire.Get(Urls.Text(Stage.Reader, m.TextId)))], [.. messages.Select(m => BareCommands.Texts(m.Uid))]),
            ("small attachment", "48/s", [.. messages.Select(m => HttpWire.Get(Urls.Attachment(Stage.Reader, m.AttachmentId)))], [.. messages.Select(m => BareCommands.Parts(m.Uid, "2"))]),
        };
        Warming.Up(product, Urls.Message(Stage.Reader, messages[0].Id), Urls.Text(Stage.Reader, messages[0].TextId), Urls.Attachment(Stage.Reader, messages[0].AttachmentId));

        var wires = new List<ImapWire>();
        foreach (var _ in Stage.Crowd)
            wires.Add(await stage.ConnectBareAsync(Stage.Reader));
        var https = wires.Select(_ => product.Connect()).ToList();
        var alone = new List<Figure>();
        var together = new List<Figure>();
        foreach (var (name, peer, requests, commands) in kinds)
        {
            var one = new Interleaved(stage.Rounds(12), requests.Count)
                .Add("product", call => http.SendOk(requests[call % requests.Count]))
                .Add("bare", call => wire.Run(commands[call % commands.Count]))
                .Run();
            alone.AddRange(Percentiles.Of($"{name}, one caller", one["product"], "bare FETCH", one["bare"]));

            var many = new InterleavedCrowds(stage.Rounds(5), TimeSpan.FromSeconds(1))
                .Add("product", [.. https.Select((own, caller) => InTurn(caller, requests, request => own.SendOk(request)))])
                .Add("bare", [.. wires.Select((own, caller) => InTurn(caller, commands, command => own.Run(command)))])
                .Run();
            together.Add(Rates.Of($"{name}, sixteen callers", many["product"], "bare FETCH", many["bare"], Target.Min(800, "≥ 800/s"), peer));
        }

        https.ForEach(own => own.Dispose());
        wires.ForEach(own => own.Dispose());
        return [.. alone, .. together];
    }

    private static Action InTurn(int first, List<byte[]> things, Action<byte[]> use)
    {
        var next = first * 3;
        return () => use(things[next++ % things.Count]);
    }
}
