using System.Text.RegularExpressions;
using ImapApi.IntegrationTests.Fixtures;
using ImapApi.TestKit.Smtp;

namespace ImapApi.IntegrationTests.Deployment;

public sealed class TraceExportTests(SharedServers servers)
{
    /// <summary>Sixteen bytes that can be found in a collector's binary input.</summary>
    private const string TraceId = "the-callers-mark";

    [Fact]
    public async Task A_collector_is_sent_each_step_below_the_callers_trace_and_no_contents()
    {
        await using var collector = await WebhookSink.StartAsync();
        await using var target = await WebhookSink.StartAsync();
        await using var smtp = SmtpSink.Start();
        await using var api = await ApiProcess.StartAsync("--tracing:otlp", collector.Address);
        (await api.Client.PostAsync("/v1/settings", new { webhooks = target.Address + "/hook?key=hidden-in-url" })).Ok();
        var account = await servers.AccountAsync(api.Client, await servers.DovecotAsync());
        var traced = $"00-{Convert.ToHexStringLower(System.Text.Encoding.ASCII.GetBytes(TraceId))}-6162636465666768-01";

        (await api.Client.SendAsync(HttpMethod.Get, account.Path + "/messages?path=INBOX&search[subject]=hidden-in-query", null, headers => headers.Add("traceparent", traced))).Ok();
        var sending = await SendingAccount.RegisterAsync(api.Client, smtp, servers.NewUser());
        (await sending.SubmitAsync(SendingAccount.Message("hidden-in-subject"))).Ok();
        await target.UntilAsync(all => all.Any(webhook => webhook.Json.Text("event") == "messageSent"), "the sending is told");
        // What is not sent yet goes out before the program ends.
        (await api.StopAsync()).ShouldBe(0);

        var sent = string.Concat(collector.Received.Where(request => request.Path == "/v1/traces").Select(request => request.Body));
        foreach (var span in new[] { "Microsoft.AspNetCore.Hosting.HttpRequestIn", "ListMessages", "imap SearchMessagePage" })
            Regex.IsMatch(sent, $"(?s){TraceId}.{{0,60}}?{Regex.Escape(span)}", RegexOptions.NonBacktracking).ShouldBeTrue($"{span} is part of the caller's trace");
        sent.ShouldContain("smtp submit");
        sent.ShouldContain("webhook deliver");
        sent.ShouldContain(account.Id);
        foreach (var hidden in new[] { "hidden-in-url", "hidden-in-query", "hidden-in-subject", DovecotServer.Password })
            sent.ShouldNotContain(hidden);
    }
}
