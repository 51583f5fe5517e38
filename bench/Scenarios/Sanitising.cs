using System.Text;
using AngleSharp.Html;
using AngleSharp.Html.Parser;
using AngleSharp.Text;
using ImapApi.Bench.Measuring;
using ImapApi.Bench.Reporting;
using ImapApi.Bench.Servers;
using ImapApi.Bench.Wire;
using ImapApi.IntegrationTests.Fixtures;

namespace ImapApi.Bench.Scenarios;

/// <summary>A very large HTML mail, as it can be shown.</summary>
internal sealed class Sanitising : IScenario
{
    private const string User = "newsletter";
    private const int Bytes = 2_000_000;
    private const int PerRound = 3;

    public string Name => "safe-html";

    public string Title => "An HTML mail of 2 MB, sanitised";

    public string Method =>
        "`GET message` with `safeHtml`, of a newsletter of tables, inline styles, links and remote pictures, alternating with the same message without sanitising, and with AngleSharp's tokenizer alone over the same text in the measuring process. " +
        "What sanitising costs is the difference of the first two; the figures are of whole requests.";

    public async Task<IReadOnlyList<Figure>> RunAsync(Stage stage)
    {
        var server = await stage.ServerAsync();
        var html = Newsletter();
        server.MailOf(User).Seed(1, [(1u, MailFactory.Message(MailFactory.Headers(1) + "Content-Type: text/html; charset=utf-8\r\nContent-Transfer-Encoding: 8bit\r\n", html))]);
        await using var product = await Product.StartAsync(stage.NewData());
        await Accounts.RegisterAsync(product, server, tls: false, User);
        using var http = product.Connect();
        using var listing = Accounts.Read(http, Urls.Listing(User));
        var path = $"/v1/account/{User}/message/{listing.RootElement.GetProperty("messages")[0].GetProperty("id").GetString()}?maxBytes=4000000&textType=html";
        byte[] safe = HttpWire.Get(path + "&safeHtml=true"), raw = HttpWire.Get(path);
        for (var warm = 0; warm < 20; warm++)
        {
            // With safeHtml both are in the answer.
            if (http.SendOk(raw).BodyBytes is var length && (length < Bytes || http.SendOk(safe).BodyBytes < 1.5 * length))
                throw new InvalidOperationException("The message was cut.");
            Tokenize(html);
        }

        var series = new Interleaved(stage.Rounds(15), PerRound)
            .Add("safe", _ => http.SendOk(safe))
            .Add("raw", _ => http.SendOk(raw))
            .Add("tokenizer", _ => Tokenize(html))
            .Run();
        var cost = Latency.MedianOf(series["safe"]).P50 - Latency.MedianOf(series["raw"]).P50;
        return
        [
            .. Percentiles.Of("message with safeHtml", series["safe"], "without it", series["raw"], _ => Target.Max(300, "p50 ≤ 300 ms")),
            new Figure("sanitising", cost, "ms") { Floor = new Floor("tokenizer alone", Latency.MedianOf(series["tokenizer"]).P50) },
        ];
    }

    private static void Tokenize(string html)
    {
        using var source = new TextSource(html);
        using var tokenizer = new HtmlTokenizer(source, HtmlEntityProvider.Resolver) { DisableElementPositionTracking = true, SkipComments = true };
        while (tokenizer.Get().Type != HtmlTokenType.EndOfFile)
        {
        }
    }

    private static string Newsletter()
    {
        var text = new StringBuilder("<!DOCTYPE html><html><head><title>News</title><style>td { color: red } @import url(https://example.com/a.css);</style></head><body>\r\n");
        for (var row = 0; text.Length < Bytes; row++)
        {
            text.Append($"<table width=\"100%\" cellpadding=\"0\" style=\"border-collapse: collapse; background-color: #f{row % 10}f2f3; font-family: Arial, 'Helvetica Neue', sans-serif\"><tr><td align=\"left\" style=\"padding: 8px 16px; color: rgb(20, 30, {row % 200})\">\r\n")
                .Append($"<h2 class=\"head\">Offer number {row} &amp; more &ndash; f&uuml;r alle</h2><p onclick=\"steal()\">Some text about the offer, <b>bold</b> and <a href=\"https://example.com/offer/{row}?utm_source=mail&amp;id={row}\">with a link</a>.</p>\r\n")
                .Append($"<img src=\"https://example.com/pictures/{row}.png\" width=\"200\" height=\"100\" alt=\"A picture\"></td></tr></table>\r\n");
        }

        return text.Append("</body></html>\r\n").ToString();
    }
}
