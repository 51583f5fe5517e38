using System.Text.Json.Nodes;
using ImapApi.IntegrationTests.Fixtures;
using Microsoft.Playwright;

namespace ImapApi.IntegrationTests.Browser;

/// <summary>Every page in every form: for people with a small screen, in the dark, who hear instead of see.</summary>
public sealed class PageLooks(SharedServers servers, ChromiumBrowser chromium) : IClassFixture<ChromiumBrowser>
{
    private const int PhoneWidth = 375;

    [Fact]
    public async Task Every_page_is_accessible_fits_a_phone_and_has_its_picture_taken()
    {
        await using var sink = await WebhookSink.StartAsync();
        await using var api = await servers.NewApiAsync(StoreKind.Sqlite);
        (await api.Client.PostAsync("/v1/settings", new { webhooks = sink.Address })).Ok();
        await api.Client.RegisterAsync("broken", Registration.Imap(1, "nobody"));
        var account = await servers.AccountAsync(api.Client, await servers.DovecotAsync(), mail =>
        {
            for (var i = 1; i <= 12; i++)
                mail.Deliver(MailFactory.Plain(i, $"Message number {i} with a subject that is longer than a telephone is wide"));
        });
        await sink.UntilAsync(all => all.Count >= 2, "there are deliveries");
        await api.Client.UntilAsync("broken", "connectError");
        var message = await account.NewestAsync();
        (string Hash, string Heading, string? Picture)[] pages =
        [
            ("#/", "Overview", "overview"),
            ("#/accounts", "Accounts", "accounts"),
            ("#/accounts/add", "Add an account", null),
            ($"#/account/{account.Id}", $"Account {account.Id}", "account"),
            ($"#/account/{account.Id}/message/{message}", "Message number 12 with a subject that is longer than a telephone is wide", null),
            ($"#/account/{account.Id}/compose?reply={message}", "Reply", null),
            ("#/deliveries", "Deliveries", "deliveries"),
            ("#/outbox", "Outbox", null),
            ($"#/logs?account={account.Id}", "Logs", null),
            ("#/settings", "Settings", "settings"),
            ("#/documentation", "Getting started", null),
        ];
        foreach (var isDark in (bool[])[false, true])
        {
            await using var wide = await OpenedPage.OpenAsync(chromium.Browser, api, isDark: isDark);
            foreach (var (hash, heading, picture) in pages)
            {
                await wide.GoAsync(hash, heading);
                await SettledAsync(wide.Page);
                (await wide.BarriersAsync()).ShouldBeEmpty($"{hash}, dark: {isDark}");
                // What is no text was written as one.
                (await wide.Page.Locator("body").InnerTextAsync()).ShouldNotContain("[object", Case.Sensitive, hash);
                if (picture is not null && !isDark)
                    await Screenshots.TakeAsync(wide.Page, picture);
            }

            wide.Faults.ShouldBeEmpty();
        }

        await using var phone = await OpenedPage.OpenAsync(chromium.Browser, api, width: PhoneWidth, height: 700);
        foreach (var (hash, heading, _) in pages)
        {
            await phone.GoAsync(hash, heading);
            await SettledAsync(phone.Page);
            (await phone.IsTooWideAsync()).ShouldBeFalse(hash);
        }

        phone.Faults.ShouldBeEmpty();
    }

    [Fact]
    public async Task The_overview_asks_less_than_once_a_second_also_when_something_is_wrong()
    {
        await using var api = await servers.NewApiAsync(StoreKind.Sqlite);
        await api.Client.RegisterAsync("broken", Registration.Imap(1, "nobody"));
        await api.Client.UntilAsync("broken", "connectError");
        await using var opened = await OpenedPage.OpenAsync(chromium.Browser, api);
        await opened.Page.GetByText("Problems").WaitForAsync();
        await opened.Page.Clock.InstallAsync();
        await opened.Page.ReloadAsync();
        await opened.Page.GetByText("Problems").WaitForAsync();
        var before = opened.Requests.Count;

        for (var second = 0; second < 60; second++)
        {
            await opened.Page.Clock.RunForAsync(1000);
            await opened.Page.WaitForLoadStateAsync(LoadState.NetworkIdle);
        }

        (opened.Requests.Count - before).ShouldBeInRange(20, 60);
    }

    [Fact]
    public async Task The_overview_lists_the_nodes_when_there_are_several()
    {
        const string Nodes = """
            {"nodes":[
              {"address":"10.0.0.5:11111","http":"http://10.0.0.5:3000","state":"active","accounts":1234,"since":"2026-05-01T12:00:00.000Z","this":true,
               "lastHandOver":{"account":"moved","epoch":3,"time":"2026-05-01T12:00:00.000Z"}},
              {"address":"10.0.0.6:11111","state":"away","accounts":0,"this":false}]}
            """;
        await using var api = await servers.NewApiAsync(StoreKind.Sqlite);
        await using var opened = await OpenedPage.OpenAsync(chromium.Browser, api);
        await opened.Page.GetByText("One node serves all accounts.").WaitForAsync();
        await opened.Page.RouteAsync("**/v1/stats", async route =>
        {
            var response = await route.FetchAsync();
            var stats = JsonNode.Parse(await response.TextAsync())!;
            stats["cluster"] = JsonNode.Parse(Nodes);
            await route.FulfillAsync(new RouteFulfillOptions { Response = response, Body = stats.ToJsonString() });
        });
        await opened.Page.SetViewportSizeAsync(PhoneWidth, 800);

        var rows = opened.Page.GetByLabel("Nodes").GetByRole(AriaRole.Row);
        await rows.Nth(2).WaitForAsync();

        (await rows.Nth(1).InnerTextAsync()).ShouldContain("1,234");
        (await rows.Nth(1).GetByRole(AriaRole.Link, new() { Name = "moved" }).GetAttributeAsync("href")).ShouldBe("#/account/moved");
        (await rows.Nth(2).InnerTextAsync()).ShouldContain("not reached");
        (await opened.IsTooWideAsync()).ShouldBeFalse();
    }

    /// <summary>What a page asks for has come: it shows no sign of waiting.</summary>
    private static async Task SettledAsync(IPage page)
    {
        await page.GetByText("Loading…").WaitForAsync(new LocatorWaitForOptions { State = WaitForSelectorState.Detached });
        await page.WaitForFunctionAsync("() => !document.querySelector('ul.side:empty')");
    }
}
