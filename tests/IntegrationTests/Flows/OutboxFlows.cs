using System.Net;
using ImapApi.IntegrationTests.Fixtures;
using ImapApi.TestKit.Smtp;

namespace ImapApi.IntegrationTests.Flows;

/// <summary>Submitting through the real program: answers, keys, the outbox.</summary>
public sealed class OutboxFlows(SharedServers servers)
{
    [Fact]
    public async Task What_was_sent_is_answered_listed_told_and_filed_once()
    {
        await using var sink = SmtpSink.Start();
        var (account, mailbox) = await ReadingAccountAsync(sink);
        var original = await mailbox.NewestAsync();

        var answer = (await account.SubmitAsync(Reply(original))).Ok();

        answer.Names.ShouldBe(["response", "messageId", "queueId"], ignoreOrder: true);
        var message = sink.Messages.ShouldHaveSingleItem();
        $"<{message.Parse().MessageId}>".ShouldBe(answer.Text("messageId"));
        (await mailbox.MessagesAsync())[0].Truth("answered").ShouldBeTrue();
        (await mailbox.MessagesAsync("\\Sent")).ShouldHaveSingleItem().Text("messageId").ShouldBe(answer.Text("messageId"));
        var entry = (await account.Api.GetAsync($"/v1/outbox/{answer.Text("queueId")}")).Ok();
        (entry.Text("state"), entry.Text("response"), entry.Text("flag")).ShouldBe(("sent", answer.Text("response"), "\\Answered"));
        entry.At("envelope").Texts("to").ShouldBe(["bob@example.com"]);
        entry.Items("attempts").ShouldHaveSingleItem().Texts("conversation").ShouldNotBeEmpty();
        (await account.EventsAsync()).ShouldBe(["messageSent"]);
    }

    [Fact]
    public async Task What_the_server_refuses_leaves_the_original_and_the_Sent_mailbox_alone()
    {
        await using var sink = SmtpSink.Start();
        sink.Answer(SmtpStage.Content, "554 5.7.1 this looks like spam");
        var (account, mailbox) = await ReadingAccountAsync(sink);

        var problem = (await account.SubmitAsync(Reply(await mailbox.NewestAsync()))).Problem(HttpStatusCode.UnprocessableEntity, "MailServerRejected");

        problem.Text("serverResponse").ShouldContain("this looks like spam");
        problem.Truth("retryable").ShouldBeFalse();
        var entry = await account.UntilAsync(problem.Text("queueId"), "rejected");
        entry.At("lastError").Text("serverResponse").ShouldContain("this looks like spam");
        (await mailbox.MessagesAsync())[0].Has("answered").ShouldBeFalse();
        (await mailbox.MessagesAsync("\\Sent")).ShouldBeEmpty();
        (await account.EventsAsync()).ShouldBe(["messageFailed"]);
    }

    [Fact]
    public async Task A_reference_that_is_gone_sends_nothing()
    {
        await using var sink = SmtpSink.Start();
        var (account, _) = await ReadingAccountAsync(sink);

        (await account.SubmitAsync(Reply("AAAAAQAAAeE"))).Problem(HttpStatusCode.NotFound, "ReferenceNotFound");

        sink.Messages.ShouldBeEmpty();
        (await account.OutboxAsync()).ShouldBeEmpty();
    }

    [Theory]
    [InlineData(StoreKind.Sqlite)]
    [InlineData(StoreKind.Redis)]
    public async Task A_hundred_at_once_with_one_key_are_one_message(StoreKind store)
    {
        await using var sink = SmtpSink.Start();
        var account = await AccountAsync(sink, store);

        var answers = await Task.WhenAll(Enumerable.Range(0, 100).Select(_ => account.SubmitAsync(SendingAccount.Message(), "order-4711")));

        sink.Messages.ShouldHaveSingleItem();
        answers.ShouldAllBe(answer => answer.Status == HttpStatusCode.OK || answer.Status == HttpStatusCode.Conflict);
        foreach (var busy in answers.Where(answer => answer.Status == HttpStatusCode.Conflict))
            busy.Problem(HttpStatusCode.Conflict, "IdempotencyInFlight").Truth("retryable").ShouldBeTrue();
        var sent = answers.Where(answer => answer.Status == HttpStatusCode.OK).Select(answer => answer.Ok().GetRawText()).Distinct().ShouldHaveSingleItem();

        var again = await account.SubmitAsync(SendingAccount.Message(), "order-4711");
        again.Ok().GetRawText().ShouldBe(sent);
        again.Headers["Idempotent-Replayed"].ShouldBe("true");
        (await account.SubmitAsync(SendingAccount.Message("Another"), "order-4711")).Problem(HttpStatusCode.UnprocessableEntity, "IdempotencyMismatch");
        sink.Messages.ShouldHaveSingleItem();
    }

    [Fact]
    public async Task A_message_that_was_not_sent_frees_its_key_and_one_that_may_have_been_keeps_it()
    {
        await using var sink = SmtpSink.Start();
        sink.Answer(SmtpStage.Rcpt, "451 4.3.0 later", times: 1);
        var account = await AccountAsync(sink);
        (await account.SubmitAsync(SendingAccount.Message(), "k")).Problem(HttpStatusCode.BadGateway, "SMTPUnavailable").Truth("retryable").ShouldBeTrue();
        (await account.SubmitAsync(SendingAccount.Message(), "k")).Ok();

        sink.Cut(SmtpStage.Content, SmtpCut.InsteadOfReply);
        var first = await account.SubmitAsync(SendingAccount.Message(), "l");
        var unknown = first.Problem(HttpStatusCode.BadGateway, "SubmissionUnknown");
        unknown.Truth("retryable").ShouldBeFalse();
        var second = await account.SubmitAsync(SendingAccount.Message(), "l");
        second.Problem(HttpStatusCode.BadGateway, "SubmissionUnknown").Text("queueId").ShouldBe(unknown.Text("queueId"));
        second.Headers["Idempotent-Replayed"].ShouldBe("true");
        first.Headers.ContainsKey("Idempotent-Replayed").ShouldBeFalse();
        sink.Messages.Count.ShouldBe(2);
    }

    [Fact]
    public async Task A_time_out_says_whether_the_message_may_have_left()
    {
        await using var sink = SmtpSink.Start();
        var account = await AccountAsync(sink);
        var data = sink.Hold(SmtpStage.Data);
        (await account.SubmitAsync(SendingAccount.Message(), timeout: 1500)).Problem(HttpStatusCode.GatewayTimeout, "Timeout").Truth("retryable").ShouldBeTrue();
        data.Release();
        sink.Reset(SmtpStage.Data);
        (await account.OutboxAsync()).ShouldHaveSingleItem().Text("state").ShouldBe("failed");

        var end = sink.Hold(SmtpStage.Content);
        var pending = (await account.SubmitAsync(SendingAccount.Message(), timeout: 1500)).Problem(HttpStatusCode.GatewayTimeout, "SubmissionPending");
        pending.Truth("retryable").ShouldBeFalse();
        (await account.Api.GetAsync($"/v1/outbox/{pending.Text("queueId")}")).Ok().Text("state").ShouldBe("committing");
        end.Release();
        await account.UntilAsync(pending.Text("queueId"), "sent");
        sink.Messages.Count.ShouldBe(1);
    }

    [Fact]
    public async Task What_waits_is_listed_and_can_be_taken_back()
    {
        await using var sink = SmtpSink.Start();
        var account = await AccountAsync(sink);
        var at = TimeProvider.System.GetUtcNow().AddHours(1).ToString("yyyy-MM-ddTHH:mm:ss.fffZ", System.Globalization.CultureInfo.InvariantCulture);

        var answer = await account.SubmitAsync(new { from = new { address = "alice@example.com" }, to = new[] { new { address = "bob@example.com" } }, subject = "Later", text = "x", sendAt = at });

        answer.Status.ShouldBe(HttpStatusCode.Accepted, answer.Text);
        var queueId = (await account.OutboxAsync()).ShouldHaveSingleItem().Text("queueId");
        var entry = (await account.Api.GetAsync($"/v1/outbox/{queueId}")).Ok();
        (entry.Text("state"), entry.Text("sendAt"), entry.Text("nextAttempt"), entry.Text("subject"), entry.Text("account")).ShouldBe(("scheduled", at, at, "Later", account.Id));
        (await account.Api.GetAsync($"/v1/outbox?account={account.Id}&state=sent")).Ok().Number("total").ShouldBe(0);
        (await account.Api.DeleteAsync($"/v1/outbox/{queueId}")).Ok().Text("state").ShouldBe("cancelled");
        (await account.Api.DeleteAsync($"/v1/outbox/{queueId}")).Ok().Text("queueId").ShouldBe(queueId);

        var sent = (await account.SubmitAsync(SendingAccount.Message())).Ok().Text("queueId");
        (await account.Api.DeleteAsync($"/v1/outbox/{sent}")).Problem(HttpStatusCode.Conflict, "Conflict");
        (await account.Api.GetAsync("/v1/outbox/0193a1b2c3d4002f5e6a7b8c9d0e1f20")).Problem(HttpStatusCode.NotFound, "OutboxEntryNotFound");
        (await account.Api.GetAsync("/v1/outbox/nonsense")).Invalid("queueId");
        (await account.Api.GetAsync("/v1/outbox?state=lost")).Invalid("state");
        sink.Messages.ShouldHaveSingleItem().Parse().Subject.ShouldBe("Hello");
    }

    [Fact]
    public async Task What_is_queued_is_tried_again_and_scheduled_mail_leaves_at_its_time()
    {
        await using var sink = SmtpSink.Start();
        await using var api = await servers.NewApiAsync(StoreKind.Sqlite, "--outbox:schedule", "1s 1s");
        var account = await SendingAccount.RegisterAsync(api.Client, sink, servers.NewUser());
        sink.Answer(SmtpStage.Rcpt, "451 4.3.0 later", times: 1);
        var due = TimeProvider.System.GetUtcNow().AddSeconds(4);

        (await account.SubmitAsync(Queued("Now", queue: true))).Status.ShouldBe(HttpStatusCode.Accepted);
        (await account.SubmitAsync(Queued("Later", sendAt: due.ToString("O", System.Globalization.CultureInfo.InvariantCulture)))).Status.ShouldBe(HttpStatusCode.Accepted);
        await sink.WaitForMessagesAsync(2);

        TimeProvider.System.GetUtcNow().ShouldBeGreaterThanOrEqualTo(due);
        sink.Messages.Select(message => message.Parse().Subject).ShouldBe(["Now", "Later"]);
        foreach (var entry in await account.OutboxAsync())
            (await account.UntilAsync(entry.Text("queueId"), "sent")).Items("attempts").Length.ShouldBe(entry.Text("subject") == "Now" ? 2 : 1);
    }

    [Fact]
    public async Task Bad_input_is_refused_with_all_its_keys()
    {
        await using var sink = SmtpSink.Start();
        var account = await AccountAsync(sink);

        (await account.SubmitAsync(new { to = new[] { new { address = "nobody" } }, sendAt = "tomorrow", queue = 7 }, new string('k', 256))).Invalid("sendAt", "queue", "Idempotency-Key");
        (await account.SubmitAsync(Queued("Far", sendAt: "2199-01-01T00:00:00Z"))).Invalid("sendAt");
        (await account.OutboxAsync()).ShouldBeEmpty();
    }

    private static object Reply(string message) => new
    {
        from = new { address = "alice@example.com" },
        to = new[] { new { address = "bob@example.com" } },
        text = "Thanks",
        reference = new { message, action = "reply" },
    };

    private static Dictionary<string, object> Queued(string subject, bool? queue = null, string? sendAt = null)
    {
        var message = new Dictionary<string, object> { ["from"] = new { address = "alice@example.com" }, ["to"] = new[] { new { address = "bob@example.com" } }, ["subject"] = subject, ["text"] = "x" };
        if (queue is { } wanted)
            message["queue"] = wanted;
        if (sendAt is not null)
            message["sendAt"] = sendAt;
        return message;
    }

    private async Task<SendingAccount> AccountAsync(SmtpSink sink, StoreKind store = StoreKind.Sqlite) =>
        await SendingAccount.RegisterAsync((await servers.ApiAsync(store)).Client, sink, servers.NewUser());

    private async Task<(SendingAccount Account, TestAccount Mailbox)> ReadingAccountAsync(SmtpSink sink)
    {
        var (api, server, user) = ((await servers.ApiAsync()).Client, await servers.DovecotAsync(), servers.NewUser());
        var mailbox = new TestAccount(api, server, user);
        mailbox.Mail.Deliver(MailFactory.Mixed(1, 1));
        var account = await SendingAccount.RegisterAsync(api, sink, user, Registration.Imap(server.Port, user));
        (await mailbox.PostAsync("mailbox", new { path = "Sent" })).Ok();
        return (account, mailbox);
    }
}
