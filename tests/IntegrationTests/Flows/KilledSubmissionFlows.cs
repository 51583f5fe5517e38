using System.Net;
using ImapApi.IntegrationTests.Fixtures;
using ImapApi.TestKit.Smtp;

namespace ImapApi.IntegrationTests.Flows;

/// <summary>kill -9 around a message's final dot: afterwards the outbox tells the truth, and nothing is sent twice.</summary>
public sealed class KilledSubmissionFlows(SharedServers servers)
{
    private const int Rounds = 3;

    [Theory]
    [InlineData(StoreKind.Sqlite, false)]
    [InlineData(StoreKind.Sqlite, true)]
    [InlineData(StoreKind.Redis, false)]
    [InlineData(StoreKind.Redis, true)]
    public async Task Killed_before_the_final_dot_it_was_not_sent_and_is_sent_once_where_it_is_queued(StoreKind store, bool isQueued)
    {
        await using var sink = SmtpSink.Start();
        await using var api = await servers.NewApiAsync(store);
        var account = await SendingAccount.RegisterAsync(api.Client, sink, servers.NewUser());
        var gate = sink.Hold(SmtpStage.Data);
        var submitting = TryAsync(account, isQueued);
        await gate.WaitUntilReachedAsync();

        var id = await KillAsync(api, account);
        await submitting;
        sink.Reset(SmtpStage.Data);
        sink.Messages.ShouldBeEmpty();
        await api.StartAsync();

        var entry = await account.UntilAsync(id, isQueued ? "sent" : "failed");
        sink.Messages.Count.ShouldBe(isQueued ? 1 : 0);
        entry.Items("attempts").Length.ShouldBe(isQueued ? 2 : 1);
        (await account.EventsAsync()).ShouldBe(isQueued ? ["messageDeliveryError", "messageSent"] : ["messageFailed"]);
    }

    [Theory]
    [InlineData(StoreKind.Sqlite, false, true)]
    [InlineData(StoreKind.Sqlite, true, false)]
    [InlineData(StoreKind.Redis, true, true)]
    [InlineData(StoreKind.Redis, false, false)]
    public async Task Killed_while_the_server_has_the_whole_message_it_is_unknown_and_never_sent_again(StoreKind store, bool isQueued, bool isTaken)
    {
        await using var sink = SmtpSink.Start();
        await using var api = await servers.NewApiAsync(store);
        var account = await SendingAccount.RegisterAsync(api.Client, sink, servers.NewUser());
        var reached = new TaskCompletionSource();
        sink.On(SmtpStage.Content, async (_, reply) =>
        {
            if (isTaken)
                await reply.ApplyAsync();
            reached.TrySetResult();
            // No answer: the process does not live to hear it.
        });
        var submitting = TryAsync(account, isQueued);
        await reached.Task;

        var id = await KillAsync(api, account);
        await submitting;
        sink.Reset(SmtpStage.Content);
        await api.StartAsync();

        var entry = await account.UntilAsync(id, "unknown");
        entry.At("lastError").Text("code").ShouldBe("SubmissionUnknown");
        // What comes after it is sent: the outbox runs, and leaves this one alone.
        (await account.SubmitAsync(SendingAccount.Message("After"))).Ok();
        sink.Messages.Select(message => message.Parse().Subject).ShouldBe(isTaken ? ["Hello", "After"] : ["After"]);
        (await account.EventsAsync()).ShouldBe(["messageDeliveryError", "messageSent"]);
        (await account.SubmitAsync(Body(isQueued), "the key")).Status.ShouldBe(isQueued ? HttpStatusCode.Accepted : HttpStatusCode.BadGateway);
        sink.Messages.Count.ShouldBe(isTaken ? 2 : 1);
    }

    [Theory]
    [InlineData(StoreKind.Sqlite)]
    [InlineData(StoreKind.Redis)]
    public async Task Killed_after_the_server_took_it_it_was_sent_and_its_copy_is_filed_once(StoreKind store)
    {
        await using var sink = SmtpSink.Start();
        await using var api = await servers.NewApiAsync(store);
        var (server, user) = (await servers.DovecotAsync(), servers.NewUser());
        var mailbox = new TestAccount(api.Client, server, user);
        mailbox.Mail.Deliver(MailFactory.Mixed(1, 1));
        var account = await SendingAccount.RegisterAsync(api.Client, sink, user, Registration.Imap(server.Port, user));

        (await mailbox.PostAsync("mailbox", new { path = "Sent" })).Ok();

        // Killed at some moment after the server's answer: the outcome may be written down or not, the copy filed or not.
        for (var round = 0; round < Rounds; round++)
        {
            var submitting = TryAsync(account, isQueued: false, $"round {round}");
            await sink.WaitForMessagesAsync(round + 1);
            await Task.Delay(round * 5);
            await api.KillAsync();
            await submitting;
            await api.StartAsync();
            await api.Client.UntilAsync(user, "connected");
        }

        sink.Messages.Count.ShouldBe(Rounds);
        foreach (var entry in await account.OutboxAsync())
        {
            var told = await Eventually.GetAsync(
                async () => (await api.Client.GetAsync($"/v1/outbox/{entry.Text("queueId")}")).Ok().Text("state") is var state && state is "sent" or "unknown" ? state : null, "the outbox knows");
            var copies = (await mailbox.MessagesAsync("\\Sent")).Count(message => message.Text("messageId") == entry.Text("messageId"));
            if (told == "sent")
                await Eventually.TrueAsync(async () => (await mailbox.MessagesAsync("\\Sent")).Count(message => message.Text("messageId") == entry.Text("messageId")) == 1, "the copy is filed");
            else
                copies.ShouldBeLessThanOrEqualTo(1);
        }

        sink.Messages.Count.ShouldBe(Rounds);
    }

    private static object Body(bool isQueued) => new
    {
        from = new { address = "alice@example.com" },
        to = new[] { new { address = "bob@example.com" } },
        subject = "Hello",
        text = "Good morning",
        queue = isQueued,
    };

    /// <summary>The process does not live to answer, unless the message is queued.</summary>
    private static async Task TryAsync(SendingAccount account, bool isQueued, string key = "the key")
    {
        try
        {
            await account.SubmitAsync(Body(isQueued), key);
        }
        catch (HttpRequestException)
        {
            // Killed.
        }
    }

    private static async Task<string> KillAsync(ApiProcess api, SendingAccount account)
    {
        var id = (await account.OutboxAsync()).ShouldHaveSingleItem().Text("queueId");
        await api.KillAsync();
        return id;
    }
}
