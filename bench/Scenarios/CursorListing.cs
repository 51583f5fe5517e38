using ImapApi.Bench.Measuring;
using ImapApi.Bench.Reporting;
using ImapApi.Bench.Servers;
using ImapApi.Bench.Wire;

namespace ImapApi.Bench.Scenarios;

/// <summary>A page by its cursor and the same page by its number.</summary>
internal sealed class CursorListing : IScenario
{
    private const int PerRound = 50;
    private const int Pages = 20;

    public string Name => "listing-cursor";

    public string Title => "A page by its cursor";

    public string Method => $"Pages 1 to {Pages} of {Stage.Messages:#,0} messages in turn, known already, by the cursors that each page gave for the next, alternating with the same pages by their numbers.";

    public async Task<IReadOnlyList<Figure>> RunAsync(Stage stage)
    {
        await using var product = await stage.StartAsync([Stage.Reader]);
        using var http = product.Connect();
        var byNumber = new List<byte[]>();
        var byCursor = new List<byte[]>();
        for (var page = 0; page < Pages; page++)
        {
            using var listing = Accounts.Read(http, Urls.Listing(Stage.Reader, page));
            byCursor.Add(HttpWire.Get($"/v1/account/{Stage.Reader}/messages?path=INBOX&pageSize={Stage.PageSize}&cursor={listing.RootElement.GetProperty("nextPageCursor").GetString()}"));
            byNumber.Add(HttpWire.Get(Urls.Listing(Stage.Reader, page + 1)));
        }

        var trips = byCursor.Concat(byCursor).Max(request => http.SendOk(request).RoundTrips);
        var series = new Interleaved(stage.Rounds(20), PerRound)
            .Add("cursor", call => http.SendOk(byCursor[call % Pages]))
            .Add("number", call => http.SendOk(byNumber[call % Pages]))
            .Run();
        return
        [
            .. Percentiles.Of("page by its cursor", series["cursor"], "by its number", series["number"], floor => Target.Max(floor * 1.25, "p50 ≤ by number + a quarter")),
            new Figure("round trips, the most", trips, ""),
        ];
    }
}
