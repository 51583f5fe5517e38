using System.Diagnostics;
using ImapApi.Bench.Measuring;
using ImapApi.Bench.Reporting;
using ImapApi.Bench.Servers;
using ImapApi.Bench.Wire;
using ImapApi.IntegrationTests.Fixtures;
using Microsoft.Playwright;

namespace ImapApi.Bench.Scenarios;

/// <summary>What a person waits for.</summary>
internal sealed class Pages : IScenario
{
    private const int AccountCount = 10_000;

    public string Name => "pages";

    public string Title => "The pages in a browser";

    public string Method =>
        $"Headless Chromium opens the first page again and again, each time with an empty cache: the time is from the request until its numbers are shown, the size that of all that was loaded. Then the list of {AccountCount:N0} accounts " +
        "(which only send, so that no mail server is needed) is opened. Chromium runs on the same two cores. The floor is a page of plain text in the same browser.";

    public async Task<IReadOnlyList<Figure>> RunAsync(Stage stage)
    {
        await using var product = await Product.StartAsync(stage.NewData());
        await using var chromium = await Chromium.StartAsync();
        var floors = new List<double>();
        var firsts = new List<double>();
        var bytes = 0L;
        for (var round = 0; round < stage.Rounds(10); round++)
        {
            floors.Add(await OpenAsync(chromium.Browser, product, "/health/live", "pre"));
            firsts.Add(await OpenAsync(chromium.Browser, product, "/", "h1:text-is('Overview')", size => bytes = size));
        }

        Register(product, stage.Rounds(AccountCount));
        var lists = new List<double>();
        for (var round = 0; round < stage.Rounds(10); round++)
            lists.Add(await OpenAsync(chromium.Browser, product, "/#/accounts", "tbody tr:nth-child(50)"));
        return
        [
            new Figure("all of the first page", bytes / 1000.0, "KB") { Target = Target.Max(150, "≤ 150 KB") },
            new Figure("until the first page is usable, p50", Median.Of(firsts), "ms") { Rounds = firsts, Target = Target.Max(300, "≤ 300 ms"), Floor = new Floor("a plain page", Median.Of(floors)) { Rounds = floors } },
            new Figure($"the list of {stage.Rounds(AccountCount):N0} accounts, p50", Median.Of(lists), "ms") { Rounds = lists },
        ];
    }

    private static async Task<double> OpenAsync(IBrowser browser, Product product, string path, string shown, Action<long>? measured = null)
    {
        await using var context = await browser.NewContextAsync(new BrowserNewContextOptions { BaseURL = $"http://127.0.0.1:{product.Port}" });
        var page = await context.NewPageAsync();
        var start = Stopwatch.GetTimestamp();
        await page.GotoAsync(path, new PageGotoOptions { WaitUntil = WaitUntilState.Commit });
        await page.Locator(shown).First.WaitForAsync();
        var took = Stopwatch.GetElapsedTime(start).TotalMilliseconds;
        measured?.Invoke(await page.EvaluateAsync<long>("() => performance.getEntriesByType('navigation').concat(performance.getEntriesByType('resource')).reduce((sum, one) => sum + one.transferSize, 0)"));
        return took;
    }

    private static void Register(Product product, int count)
    {
        using var wire = product.Connect();
        for (var i = 0; i < count; i++)
            wire.SendOk(HttpWire.Post("/v1/account", Submissions.Registration($"account{i:00000}", 25)));
    }
}
