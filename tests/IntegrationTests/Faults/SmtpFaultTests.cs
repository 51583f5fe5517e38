using System.Collections.Concurrent;
using System.Net;
using System.Text.Json;
using ImapApi.IntegrationTests.Fixtures;
using ImapApi.TestKit.Imap;
using ImapApi.TestKit.Smtp;

namespace ImapApi.IntegrationTests.Faults;

/// <summary>
/// Every fault at every stage of a submission, through a proxy: what the caller is told, what the outbox knows, and what the server has in the end. The
/// stages go wrong side by side.
/// </summary>
public sealed class SmtpFaultTests(FaultyApi program, SharedServers servers) : IClassFixture<FaultyApi>
{
    /// <summary>More than the sockets in between keep.</summary>
    private const int LongText = 5 * 1024 * 1024;

    [Theory]
    [InlineData(SmtpFault.CutBefore)]
    [InlineData(SmtpFault.CutAfter)]
    [InlineData(SmtpFault.ClosesDown)]
    [InlineData(SmtpFault.WrongCode)]
    [InlineData(SmtpFault.UnknownCode)]
    [InlineData(SmtpFault.Garbage)]
    [InlineData(SmtpFault.Endless)]
    [InlineData(SmtpFault.Mute)]
    [InlineData(SmtpFault.Trickle)]
    [InlineData(SmtpFault.Drip)]
    internal async Task What_is_told_is_true_at_every_stage(SmtpFault fault)
    {
        var rows = (from stage in Enum.GetValues<SmtpFaultStage>() from mode in Enum.GetValues<SmtpFaultMode>() where SmtpFaultOutcome.Exists(stage, fault, mode) select (stage, mode)).ToList();
        var wrong = new ConcurrentBag<string>();

        await Task.WhenAll(rows.Select(async row =>
        {
            if (await Record.ExceptionAsync(() => RunAsync(row.stage, fault, row.mode)) is { } exception)
                wrong.Add($"{row.stage}, {row.mode}: {exception.Message}");
        }));

        wrong.ShouldBeEmpty();
        rows.Count.ShouldBeGreaterThan(10);
    }

    [Fact]
    public async Task Where_nothing_answers_nothing_is_sent_until_something_does()
    {
        var port = FreePort.Next();
        var (api, id) = (program.Api.Client, servers.NewUser());
        (await api.PostAsync("/v1/account", new { account = id, name = id, smtp = Registration.Imap(port, id, "secret", "127.0.0.1") })).Ok();
        await using var sink = SmtpSink.Start();
        var account = new SendingAccount(api, sink, id);

        await ShouldBeToldAsync(account, await account.SubmitAsync(Body(SmtpFaultStage.Greeting, SmtpFaultMode.Direct)), new SmtpFaultOutcome("failed", "SMTPUnavailable"));
        (await account.SubmitAsync(Body(SmtpFaultStage.Greeting, SmtpFaultMode.Queued))).Status.ShouldBe(HttpStatusCode.Accepted);
        var queueId = (await account.OutboxAsync())[0].Text("queueId");
        await Eventually.TrueAsync(async () => (await api.GetAsync($"/v1/outbox/{queueId}")).Ok().Items("attempts") is [var first, ..] && first.Has("error"), "an attempt has failed");
        (await api.PostAsync("/v1/account", new { account = id, name = id, smtp = Registration.Imap(sink.Port, id, "secret", "127.0.0.1") })).Ok();

        var entry = await account.UntilAsync(queueId, "sent");
        ShouldBlame(entry.Items("attempts")[0], new SmtpFaultOutcome("failed", "SMTPUnavailable"));
        sink.Messages.ShouldHaveSingleItem();
    }

    private async Task RunAsync(SmtpFaultStage stage, SmtpFault fault, SmtpFaultMode mode)
    {
        await using var sink = SmtpSink.Start(new SmtpSinkOptions { Security = stage is SmtpFaultStage.StartTls or SmtpFaultStage.Handshake or SmtpFaultStage.SecureEhlo ? WireSecurity.StartTls : WireSecurity.Plain });
        await using var proxy = new SmtpFaultProxy(sink);
        var account = await RegisterAsync(sink, proxy);
        if (stage == SmtpFaultStage.Rset)
            sink.On(SmtpStage.Rcpt, (command, reply) => command.Path.StartsWith("nobody", StringComparison.Ordinal) ? reply.LineAsync("550 5.1.1 Nobody") : reply.StandardAsync());
        if (mode == SmtpFaultMode.Kept)
            (await account.SubmitAsync(SendingAccount.Message("Before"))).Ok();
        proxy.Arm(stage, fault);

        var outcome = SmtpFaultOutcome.Of(stage, fault, mode);
        var answer = await account.SubmitAsync(Body(stage, mode), timeout: 60_000);
        if (mode == SmtpFaultMode.Queued)
            await ShouldEndAsync(account, answer, outcome);
        else
            await ShouldBeToldAsync(account, answer, outcome);

        proxy.HasStruck.ShouldBeTrue();
        var isSent = outcome.Taken || (mode == SmtpFaultMode.Queued && outcome.State == "failed");
        sink.Messages.Count(message => message.Header.Contains("Subject: Fault\r\n", StringComparison.Ordinal)).ShouldBe(isSent ? 1 : 0);
        // Whatever is left of it does not get in the way of the next one.
        (await account.SubmitAsync(SendingAccount.Message("After"))).Ok();
        sink.Messages.Count.ShouldBe((isSent ? 2 : 1) + (mode == SmtpFaultMode.Kept ? 1 : 0));
    }

    private static async Task ShouldBeToldAsync(SendingAccount account, ApiAnswer answer, SmtpFaultOutcome outcome)
    {
        var told = outcome.Code.Length == 0 ? answer.Ok() : answer.Problem((HttpStatusCode)outcome.Status, outcome.Code);
        if (outcome.Code.Length > 0)
            told.Truth("retryable").ShouldBe(outcome.State == "failed");
        var entry = await account.UntilAsync(told.Text("queueId"), outcome.State);
        entry.Items("attempts").ShouldHaveSingleItem();
        ShouldBlame(entry.Items("attempts")[0], outcome);
    }

    /// <summary>What may be tried again is, once, and is sent then.</summary>
    private static async Task ShouldEndAsync(SendingAccount account, ApiAnswer answer, SmtpFaultOutcome outcome)
    {
        answer.Status.ShouldBe(HttpStatusCode.Accepted, answer.Text);
        var queueId = (await account.OutboxAsync()).ShouldHaveSingleItem().Text("queueId");
        var entry = await account.UntilAsync(queueId, outcome.State == "failed" ? "sent" : outcome.State);
        entry.Items("attempts").Length.ShouldBe(outcome.State == "failed" ? 2 : 1);
        ShouldBlame(entry.Items("attempts")[0], outcome);
        (await account.EventsAsync()).ShouldBe(outcome.State switch
        {
            "failed" => ["messageDeliveryError", "messageSent"],
            "unknown" => ["messageDeliveryError"],
            "rejected" => ["messageFailed"],
            _ => ["messageSent"],
        });
    }

    private static void ShouldBlame(JsonElement attempt, SmtpFaultOutcome outcome) => (attempt.Has("error") ? attempt.At("error").Text("code") : "").ShouldBe(outcome.Code);

    private static object Body(SmtpFaultStage stage, SmtpFaultMode mode) => new
    {
        from = new { address = "alice@example.com" },
        to = new[] { new { address = stage == SmtpFaultStage.Rset ? "nobody@example.com" : "bob@example.com" } },
        subject = "Fault",
        text = stage == SmtpFaultStage.Content ? string.Concat(Enumerable.Repeat(new string('x', 63) + "\n", LongText / 64)) : "Good morning",
        queue = mode == SmtpFaultMode.Queued,
    };

    private async Task<SendingAccount> RegisterAsync(SmtpSink sink, SmtpFaultProxy proxy)
    {
        var (api, id) = (program.Api.Client, servers.NewUser());
        (await api.PostAsync("/v1/account", new { account = id, name = id, smtp = Registration.Imap(proxy.Port, id, "secret", "127.0.0.1", rejectUnauthorized: false) })).Ok();
        return new SendingAccount(api, sink, id);
    }
}
