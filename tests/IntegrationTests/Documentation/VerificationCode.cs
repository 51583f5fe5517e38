using System.Diagnostics;
using System.Globalization;
using System.Text;
using System.Text.Json;
using ImapApi.IntegrationTests.Fixtures;

namespace ImapApi.IntegrationTests.Documentation;

/// <summary>The code of <c>docs/webhooks.md</c> in its three languages, asked about webhooks that the program has sent and what somebody made of them.</summary>
public sealed class VerificationCode
{
    private const string Page = "docs/webhooks.md";

    [Fact]
    public async Task Accepts_what_was_sent_and_nothing_else()
    {
        await using var sink = await WebhookSink.StartAsync();
        await using var api = await ApiProcess.StartAsync();
        var secret = (await api.Client.PostAsync("/v1/webhooks/secrets", new { })).Ok().Text("secret");
        (await api.Client.PostAsync("/v1/settings", new { webhooks = sink.Address })).Ok();
        (await api.Client.PostAsync("/v1/account", Registration.Account("Grüße", Registration.Imap(1, "nobody")))).Ok();
        var sent = (await sink.UntilAsync(received => received.Count > 0, "the registration is told"))[0];
        // Both sign while one is being replaced.
        var second = (await api.Client.PostAsync("/v1/webhooks/secrets", new { })).Ok().Text("secret");
        (await api.Client.PostAsync("/v1/webhooks/test", new { })).Ok();
        var twice = (await sink.UntilAsync(received => received.Any(one => one.Json.Text("event") == "test"), "the test is sent")).First(one => one.Json.Text("event") == "test");
        twice.Headers["webhook-signature"].ShouldContain(" ");

        SunkWebhook[] asked = [sent, twice, sent with { Body = sent.Body + " " }, With(sent, "webhook-id", "another"), With(sent, "webhook-timestamp", Ago(-5)), With(sent, "webhook-signature", "")];
        foreach (var language in new[] { "csharp", "js", "python" })
        {
            (await AskAsync(language, secret, asked)).ShouldBe([true, true, false, false, false, false], language);
            (await AskAsync(language, second, [sent, twice])).ShouldBe([false, true], language);
            (await AskAsync(language, secret, [Signed(secret, sent, Ago(100)), Signed(secret, sent, Ago(400))])).ShouldBe([true, false], language);
        }
    }

    [Fact]
    public void The_documented_csharp_is_what_is_compiled()
    {
        static string Plain(string code) => string.Join('\n', code.Split('\n').Select(line => line.Trim()).Where(line => line.Length > 0));
        Plain(RepositoryFiles.Read("tests/IntegrationTests/Documentation/DocumentedVerification.cs")).ShouldContain(Plain(FencedBlocks.In(Page, "csharp").Single()));
    }

    private static SunkWebhook With(SunkWebhook webhook, string header, string value) => webhook with { Headers = new Dictionary<string, string>(webhook.Headers) { [header] = value } };

    private static string Ago(int seconds) => (TimeProvider.System.GetUtcNow().ToUnixTimeSeconds() - seconds).ToString(CultureInfo.InvariantCulture);

    private static SunkWebhook Signed(string secret, SunkWebhook webhook, string timestamp)
    {
        var mac = System.Security.Cryptography.HMACSHA256.HashData(Convert.FromBase64String(secret["whsec_".Length..]), Encoding.UTF8.GetBytes($"{webhook.EventId}.{timestamp}.{webhook.Body}"));
        return With(With(webhook, "webhook-timestamp", timestamp), "webhook-signature", "v1," + Convert.ToBase64String(mac));
    }

    private static Task<bool[]> AskAsync(string language, string secret, SunkWebhook[] webhooks) => language switch
    {
        "js" => AskAsync("node", "verify.mjs", FencedBlocks.In(Page, "js").Single() + """

            import { readFileSync } from "node:fs";
            const { secret, webhooks } = JSON.parse(readFileSync(0, "utf8"));
            console.log(JSON.stringify(webhooks.map(({ headers, body }) => isGenuine(secret, headers, Buffer.from(body)))));

            """, secret, webhooks),
        "python" => AskAsync("python3", "verify.py", FencedBlocks.In(Page, "python").Single() + """

            import json, sys
            asked = json.load(sys.stdin)
            print(json.dumps([is_genuine(asked["secret"], webhook["headers"], webhook["body"].encode()) for webhook in asked["webhooks"]]))

            """, secret, webhooks),
        _ => Task.FromResult(webhooks.Select(webhook => DocumentedVerification.Accepts(secret, webhook.Headers, Encoding.UTF8.GetBytes(webhook.Body))).ToArray()),
    };

    private static async Task<bool[]> AskAsync(string interpreter, string file, string script, string secret, SunkWebhook[] webhooks)
    {
        using var directory = new TemporaryDirectory();
        var path = Path.Combine(directory.Path, file);
        await File.WriteAllTextAsync(path, script);
        using var process = Process.Start(new ProcessStartInfo(interpreter, [path]) { UseShellExecute = false, RedirectStandardInput = true, RedirectStandardOutput = true, RedirectStandardError = true })!;
        await process.StandardInput.WriteAsync(JsonSerializer.Serialize(new { secret, webhooks = webhooks.Select(webhook => new { headers = webhook.Headers, body = webhook.Body }) }));
        process.StandardInput.Close();
        var (output, errors) = (await process.StandardOutput.ReadToEndAsync(), await process.StandardError.ReadToEndAsync());
        await process.WaitForExitAsync();
        process.ExitCode.ShouldBe(0, errors);
        return JsonSerializer.Deserialize<bool[]>(output)!;
    }
}
