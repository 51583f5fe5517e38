using ImapApi.IntegrationTests.Fixtures;
using Microsoft.Playwright;

namespace ImapApi.IntegrationTests.Browser;

/// <summary>What a person does in the pages, with a real browser, on a real mail server.</summary>
public sealed class PageFlows(SharedServers servers, ChromiumBrowser chromium) : IClassFixture<ChromiumBrowser>
{
    [Fact]
    public async Task Adds_an_account_sees_a_message_arrive_without_reloading_and_reads_it()
    {
        await using var api = await servers.NewApiAsync(StoreKind.Sqlite);
        var server = await servers.DovecotAsync();
        var user = servers.NewUser();
        var mail = server.MailOf(user);
        mail.Deliver(MailFactory.Plain(1, "The first message"));
        await using var opened = await OpenedPage.OpenAsync(chromium.Browser, api);
        var page = opened.Page;

        await page.GetByRole(AriaRole.Link, new() { Name = "Add an account" }).ClickAsync();
        await page.GetByLabel("Name", new() { Exact = true }).FillAsync("Alice Example");
        await page.GetByLabel("Mail address").FillAsync($"{user}@unknown.invalid");
        await page.GetByLabel("Password").FillAsync("wrong");
        await page.GetByText("The servers of this address are not known").WaitForAsync();
        await page.GetByLabel("User name").FillAsync(user);
        await page.GetByLabel("Account id (").FillAsync(user);
        var imap = page.GetByRole(AriaRole.Group, new() { Name = "IMAP" });
        await imap.GetByLabel("Host").FillAsync(DovecotServer.Host);
        await imap.GetByLabel("Port").FillAsync($"{server.Port}");
        await imap.GetByLabel("TLS").UncheckAsync();
        await page.GetByRole(AriaRole.Button, new() { Name = "Try and save" }).ClickAsync();
        await page.GetByText("IMAP: ").WaitForAsync();
        (await page.GetByRole(AriaRole.Alert).InnerTextAsync()).ShouldContain("refused");
        (await api.Client.GetAsync("/v1/accounts")).Ok().Number("total").ShouldBe(0, "what cannot log in is not saved");

        await page.GetByLabel("Password").FillAsync(DovecotServer.Password);
        await page.GetByRole(AriaRole.Button, new() { Name = "Try and save" }).ClickAsync();
        await opened.ShowsAsync("Alice Example");
        await page.GetByText("The first message").WaitForAsync();
        var loads = opened.Requests.Count(url => url.EndsWith("/app/main.js", StringComparison.Ordinal));

        mail.Deliver(MailFactory.Message(MailFactory.Headers(2, subject: "Arrives by itself") + "Content-Type: text/html; charset=utf-8\r\n", "<p>Hello <b>there</b><script>document.title='evil'</script><img src=https://evil.invalid/1.png></p>"));
        await page.GetByText("Arrives by itself").ClickAsync();
        await opened.ShowsAsync("Arrives by itself");
        opened.Requests.Count(url => url.EndsWith("/app/main.js", StringComparison.Ordinal)).ShouldBe(loads);
        await page.GetByText("1 picture or the like from elsewhere is not loaded.").WaitForAsync();
        (await page.FrameLocator("iframe").Locator("b").InnerTextAsync()).ShouldBe("there");

        await page.GetByRole(AriaRole.Button, new() { Name = "Mark as read" }).ClickAsync();
        await opened.ShowsAsync("Alice Example");
        await page.Locator("a.unseen", new() { HasText = "Arrives by itself" }).WaitForAsync(new() { State = WaitForSelectorState.Detached });
        opened.Faults.ShouldBeEmpty();
    }

    [Fact]
    public async Task Sets_a_webhook_sends_a_test_event_and_replays_a_delivery()
    {
        await using var sink = await WebhookSink.StartAsync();
        await using var api = await servers.NewApiAsync(StoreKind.Sqlite);
        await using var opened = await OpenedPage.OpenAsync(chromium.Browser, api, "/#/settings");
        var page = opened.Page;

        await page.GetByLabel("Target URL").FillAsync(sink.Address + "/hook");
        await page.GetByRole(AriaRole.Button, new() { Name = "Save" }).First.ClickAsync();
        await page.GetByText("Saved.").WaitForAsync();
        await page.GetByRole(AriaRole.Button, new() { Name = "Send a test event" }).ClickAsync();
        await page.GetByText("The target answered 200.").WaitForAsync();
        sink.Received.ShouldHaveSingleItem().Path.ShouldBe("/hook");
        await page.GetByRole(AriaRole.Button, new() { Name = "Make a secret" }).ClickAsync();
        (await page.GetByText("whsec_").InnerTextAsync()).Length.ShouldBeGreaterThan(30);

        await api.Client.RegisterAsync("late", Registration.Imap(1, "late"));
        var first = (await sink.UntilAsync(all => all.Any(IsAdded), "the registration is posted")).First(IsAdded);
        await opened.GoAsync("#/deliveries", "Deliveries");
        var row = page.GetByRole(AriaRole.Row, new() { Name = "accountAdded" });
        await row.GetByText("delivered").WaitForAsync();
        await row.GetByRole(AriaRole.Button, new() { Name = "Replay" }).ClickAsync();
        var both = await sink.UntilAsync(all => all.Count(IsAdded) == 2, "it is posted once more");
        both.Last(IsAdded).EventId.ShouldBe(first.EventId);
        opened.Faults.ShouldBeEmpty();
    }

    [Fact]
    public async Task Follows_a_protocol_log_and_downloads_it()
    {
        await using var api = await servers.NewApiAsync(StoreKind.Sqlite);
        await using var opened = await OpenedPage.OpenAsync(chromium.Browser, api, "/#/settings");
        var page = opened.Page;
        await page.GetByLabel("Of every account").CheckAsync();
        await page.GetByRole(AriaRole.Button, new() { Name = "Save" }).Last.ClickAsync();
        await page.GetByText("Saved.").WaitForAsync();
        var account = await servers.AccountAsync(api.Client, await servers.DovecotAsync());

        await opened.GoAsync($"#/logs?account={account.Id}", "Logs");
        await page.GetByLabel("Protocol log").GetByText("CAPABILITY").First.WaitForAsync();
        var downloading = page.WaitForDownloadAsync();
        await page.GetByRole(AriaRole.Button, new() { Name = "Download" }).ClickAsync();
        var download = await downloading;

        download.SuggestedFilename.ShouldBe($"{account.Id}.ndjson");
        var lines = await File.ReadAllLinesAsync((await download.PathAsync())!, TestContext.Current.CancellationToken);
        lines.ShouldContain(line => line.Contains("CAPABILITY", StringComparison.Ordinal));
        lines.ShouldNotContain(line => line.Contains(DovecotServer.Password, StringComparison.Ordinal));
        opened.Faults.ShouldBeEmpty();
    }

    [Fact]
    public async Task Asks_before_it_deletes_and_can_be_used_by_keyboard_alone()
    {
        await using var api = await servers.NewApiAsync(StoreKind.Sqlite);
        await api.Client.RegisterAsync("late", Registration.Imap(1, "late"));
        await using var opened = await OpenedPage.OpenAsync(chromium.Browser, api, "/#/accounts");
        var page = opened.Page;

        await page.GetByRole(AriaRole.Button, new() { Name = "Delete" }).FocusAsync();
        await page.Keyboard.PressAsync("Enter");
        await page.GetByRole(AriaRole.Dialog).WaitForAsync();
        await page.Keyboard.PressAsync("Escape");
        (await api.Client.GetAsync("/v1/accounts")).Ok().Number("total").ShouldBe(1);
        await page.GetByRole(AriaRole.Button, new() { Name = "Delete" }).FocusAsync();
        await page.Keyboard.PressAsync("Enter");
        await page.GetByRole(AriaRole.Dialog).GetByRole(AriaRole.Button, new() { Name = "Delete" }).FocusAsync();
        await page.Keyboard.PressAsync("Enter");
        await page.GetByText("No account is registered yet.").WaitForAsync();

        await page.ReloadAsync();
        await page.Keyboard.PressAsync("Tab");
        (await page.EvaluateAsync<string>("() => document.activeElement.textContent")).ShouldBe("Skip to the content");
        opened.Faults.ShouldBeEmpty();
    }

    [Fact]
    public async Task Signs_in_with_a_token_and_out_again()
    {
        await using var api = await servers.NewApiAsync(StoreKind.Sqlite);
        var token = (await api.Client.PostAsync("/v1/tokens", new { scopes = new[] { "api", "admin" } })).Ok().Text("token");
        await using var opened = await OpenedPage.OpenAsync(chromium.Browser, api);
        var page = opened.Page;

        await opened.ShowsAsync("Sign in");
        await page.GetByLabel("API token").FillAsync("wrong");
        await page.Keyboard.PressAsync("Enter");
        await page.GetByText("This token is not accepted.").WaitForAsync();
        (await opened.BarriersAsync()).ShouldBeEmpty();
        await page.GetByLabel("API token").FillAsync(token);
        await page.Keyboard.PressAsync("Enter");
        await opened.ShowsAsync("Overview");
        await page.ReloadAsync();
        await opened.ShowsAsync("Overview");

        await page.GetByRole(AriaRole.Button, new() { Name = "Sign out" }).ClickAsync();
        await opened.ShowsAsync("Sign in");
        opened.Faults.ShouldBeEmpty();
    }

    private static bool IsAdded(SunkWebhook webhook) => webhook.Json.Text("event") == "accountAdded";
}
