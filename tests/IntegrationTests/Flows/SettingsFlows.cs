using System.Text;
using System.Text.Json;
using ImapApi.IntegrationTests.Fixtures;

namespace ImapApi.IntegrationTests.Flows;

/// <summary>Has a program of its own: settings are everybody's.</summary>
public sealed class SettingsFlows(SharedServers servers)
{
    private const string Secret = "Tr0ub4dor-and-3-staples";

    [Fact]
    public async Task Shows_the_settings_that_are_asked_for_and_changes_those_that_are_given()
    {
        await using var api = await ApiProcess.StartAsync();
        (await api.Client.GetAsync("/v1/settings?logs=true")).Ok().GetRawText().ShouldBe("""{"logs":{"all":false,"accounts":[],"maxLogLines":10000}}""");
        (await api.Client.GetAsync("/v1/settings")).Ok().GetRawText().ShouldBe("{}");
        (await api.Client.PostAsync("/v1/settings", new { logs = new { accounts = new[] { "one" } } })).Ok().GetRawText().ShouldBe("""{"updated":["logs"]}""");
        (await api.Client.PostAsync("/v1/settings", new { logs = new { all = true, maxLogLines = 5 } })).Ok();
        (await api.Client.GetAsync("/v1/settings?logs=true")).Ok().GetRawText().ShouldBe("""{"logs":{"all":true,"accounts":["one"],"maxLogLines":5}}""");
        (await api.Client.PostAsync("/v1/settings", new { logs = new { maxLogLines = 0 } })).Invalid("logs.maxLogLines");
        (await api.Client.PostAsync("/v1/settings", new { colour = "red" })).Invalid("colour");
        (await api.Client.PostAsync("/v1/settings", new { })).Invalid();
    }

    [Fact]
    public async Task Logs_what_is_said_to_the_mail_server_but_never_the_secret()
    {
        await using var api = await ApiProcess.StartAsync();
        var server = await servers.DovecotAsync();
        (await api.Client.PostAsync("/v1/settings", new { logs = new { all = true } })).Ok();
        var account = await servers.AccountAsync(api.Client, server, mail => mail.Deliver(MailFactory.Plain(1)));
        (await account.UidsAsync()).ShouldBe([1]);
        await api.Client.RegisterAsync("refused", Registration.Imap(server.Port, "somebody", Secret));
        await api.Client.UntilAsync("refused", "authenticationError");
        (await api.Client.PostAsync("/v1/verifyAccount", new { imap = Registration.Imap(server.Port, "somebody", Secret) })).Ok();

        var lines = await LogAsync(api.Client, account.Id);
        lines.ShouldContain(line => line.Contains("FETCH", StringComparison.Ordinal));
        lines.ShouldContain(line => line.Contains("CAPABILITY", StringComparison.Ordinal));
        lines.ShouldAllBe(line => !line.Contains($"{account.Id} {DovecotServer.Password}") && !line.Contains(Base64($"\0{account.Id}\0{DovecotServer.Password}")));
        (await LogAsync(api.Client, "refused")).ShouldContain(line => line.Contains("AUTHENTICATIONFAILED", StringComparison.Ordinal));

        var everything = string.Join('\n', await LogAsync(api.Client, "refused"))
            + (await api.Client.GetAsync("/v1/account/refused")).Text + (await api.Client.GetAsync("/v1/accounts")).Text + (await api.Client.GetAsync("/metrics")).Text + api.Output;
        ShouldNotHold(Encoding.UTF8.GetBytes(everything), "answers and logs");
        await api.StopAsync();
        foreach (var file in Directory.EnumerateFiles(api.DataDirectory, "*", SearchOption.AllDirectories))
            ShouldNotHold(await File.ReadAllBytesAsync(file, TestContext.Current.CancellationToken), file);
    }

    [Fact]
    public async Task Keeps_no_log_for_accounts_that_nobody_asked_about_and_only_the_latest_lines()
    {
        await using var api = await ApiProcess.StartAsync();
        var account = await servers.AccountAsync(api.Client, await servers.DovecotAsync());
        await account.UidsAsync();
        (await LogAsync(api.Client, account.Id)).ShouldBeEmpty();
        (await api.Client.PostAsync("/v1/settings", new { logs = new { accounts = new[] { account.Id }, maxLogLines = 10 } })).Ok();
        for (var i = 0; i < 20; i++)
            await account.GetAsync("mailboxes");
        await Eventually.TrueAsync(async () => (await LogAsync(api.Client, account.Id)).Length is > 0, "there are lines");
        (await LogAsync(api.Client, account.Id)).Length.ShouldBeLessThanOrEqualTo(10);
        (await api.Client.GetAsync("/v1/logs/nobody")).Problem(System.Net.HttpStatusCode.NotFound, "AccountNotFound");
    }

    private static async Task<string[]> LogAsync(ApiClient api, string account)
    {
        var answer = await api.GetAsync($"/v1/logs/{account}");
        var lines = Encoding.UTF8.GetString(answer.OkBytes()).Split('\n', StringSplitOptions.RemoveEmptyEntries);
        foreach (var line in lines)
        {
            using var parsed = JsonDocument.Parse(line);
            parsed.RootElement.ValueKind.ShouldBe(JsonValueKind.Object);
        }

        return lines;
    }

    private static void ShouldNotHold(byte[] bytes, string where)
    {
        byte[][] forms =
        [
            Encoding.UTF8.GetBytes(Secret), Encoding.Unicode.GetBytes(Secret), Encoding.UTF8.GetBytes(Base64(Secret)), Encoding.UTF8.GetBytes(Base64($"\0somebody\0{Secret}")),
        ];
        foreach (var form in forms)
            bytes.AsSpan().IndexOf(form).ShouldBe(-1, where);
    }

    private static string Base64(string text) => Convert.ToBase64String(Encoding.UTF8.GetBytes(text));
}
