using System.Globalization;
using ImapApi.Bench.Measuring;
using ImapApi.Bench.Reporting;
using ImapApi.Bench.Wire;

namespace ImapApi.Bench.Scenarios;

/// <summary>One page of a search.</summary>
internal sealed class Searching : IScenario
{
    private const int PerRound = 10;
    private const int Senders = 50;

    public string Name => "search-page";

    public string Title => "A page of a search";

    public string Method =>
        $"The newest {Stage.PageSize} messages of one sender, whose mail is a fiftieth of {Stage.Messages:#,0}: another sender each time, alternating with the bare `UID SEARCH` and the full `UID FETCH` of as many messages. " +
        "Round trips as the answers say (Server-Timing), which a test compares with what a proxy sees.";

    public async Task<IReadOnlyList<Figure>> RunAsync(Stage stage)
    {
        var rounds = stage.Rounds(15);
        await using var product = await stage.StartAsync([Stage.Reader]);
        using var http = product.Connect();
        using var wire = await stage.ConnectBareAsync(Stage.Reader);
        byte[][] searches = [.. Enumerable.Range(0, Senders).Select(sender => HttpWire.Get($"/v1/account/{Stage.Reader}/messages?path=INBOX&pageSize={Stage.PageSize}&search[from]=sender{sender}%40example.com"))];
        byte[][] bare = [.. Enumerable.Range(0, Senders).Select(sender => ImapWire.Command($"UID SEARCH FROM \"sender{sender}@example.com\""))];
        byte[][] fetches = [.. Enumerable.Range(0, Senders).Select(sender => BareCommands.UidOutline(UidsOf(sender)))];
        for (var warm = 0; warm < 2 * Senders; warm++)
            http.SendOk(searches[warm % Senders]);
        int[] trips = [.. searches.Select(search => http.SendOk(search).RoundTrips).Order()];
        var series = new Interleaved(rounds, PerRound)
            .Add("product", call => http.SendOk(searches[call % Senders]))
            .Add("bare", call =>
            {
                wire.Run(bare[call % Senders]);
                wire.Run(fetches[call % Senders]);
            })
            .Run();
        return
        [
            new Figure("round trips", trips[trips.Length / 2], "")
            {
                Target = Target.Max(2, "≤ 2"),
                Note = $"the most {trips[^1]}: one more where the connection had heard nothing for 200 ms, and asks for what is new first",
            },
            .. Percentiles.Of("search page", series["product"], "UID SEARCH and UID FETCH", series["bare"]),
        ];
    }

    /// <summary>Twenty of a sender's newest.</summary>
    private static string UidsOf(int sender) => string.Join(
        ',', Enumerable.Range(0, Stage.PageSize).Select(index => (Stage.Messages - Senders + sender - (index * Senders)).ToString(CultureInfo.InvariantCulture)));
}
