using ImapApi.IntegrationTests.Fixtures;
using ImapApi.TestKit.Smtp;

namespace ImapApi.IntegrationTests.Deployment;

/// <summary>The metrics of a program that has served, sent, and posted webhooks: series with labels come into being by being counted.</summary>
public sealed class MeasuredProgram : IAsyncLifetime
{
    internal ServedMetrics Served { get; private set; } = new("");

    public async ValueTask InitializeAsync()
    {
        await using var sink = await WebhookSink.StartAsync();
        await using var smtp = SmtpSink.Start();
        await using var api = await ApiProcess.StartAsync();
        (await api.Client.PostAsync("/v1/settings", new { webhooks = sink.Address })).Ok();
        var sending = await SendingAccount.RegisterAsync(api.Client, smtp, "measured");
        (await sending.SubmitAsync(SendingAccount.Message())).Ok();
        await sink.UntilAsync(received => received.Any(webhook => webhook.Json.Text("event") == "messageSent"), "the sending is told");
        // The target has its webhook before we have noted its answer.
        await Eventually.TrueAsync(
            async () =>
            {
                Served = new ServedMetrics((await api.Client.GetAsync("/metrics")).Text);
                return Served.Names.Contains("webhooks");
            },
            "the delivery is counted");
    }

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;
}
