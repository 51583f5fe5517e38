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

    /// <summary>What a page asks for has come: it shows no sign of waiting.</summary>
    private static async Task SettledAsync(IPage page)
    {
        await page.GetByText("Loading…").WaitForAsync(new LocatorWaitForOptions { State = WaitForSelectorState.Detached });
        await page.WaitForFunctionAsync("() => !document.querySelector('ul.side:empty')");
    }
}
