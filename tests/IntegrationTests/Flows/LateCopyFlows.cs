using ImapApi.IntegrationTests.Fixtures;
using ImapApi.TestKit.Smtp;

namespace ImapApi.IntegrationTests.Flows;

/// <summary>Mail leaves while the account's own mail server is away: what follows is done when it is back, once.</summary>
public sealed class LateCopyFlows(SharedServers servers)
{
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(3);

    [Theory]
    [InlineData(StoreKind.Sqlite, false)]
    [InlineData(StoreKind.Sqlite, true)]
    [InlineData(StoreKind.Redis, true)]
    public async Task What_could_not_be_filed_and_marked_is_when_the_mail_server_is_back(StoreKind store, bool isKilled)
    {
        await using var sink = SmtpSink.Start();
        await using var server = await DovecotServer.StartAsync();
        await using var api = await servers.NewApiAsync(store);
        var user = servers.NewUser();
        var mailbox = new TestAccount(api.Client, server, user);
        mailbox.Mail.Deliver(MailFactory.Plain(1));
        var account = await SendingAccount.RegisterAsync(api.Client, sink, user, Registration.Imap(server.Port, user));
        (await mailbox.PostAsync("mailbox", new { path = "Sent" })).Ok();
        var original = await mailbox.NewestAsync();
        // It goes when the submission server has the whole reply, and says so only then.
        sink.On(SmtpStage.Content, async (_, reply) =>
        {
            await server.StopAsync();
            await reply.StandardAsync();
        });

        string[] sent =
        [
            (await account.SubmitAsync(new { from = new { address = "alice@example.com" }, reference = new { message = original, action = "reply" }, subject = "Answer", text = "Yes." })).Ok().Text("queueId"),
            (await account.SubmitAsync(SendingAccount.Message("While it is away"))).Ok().Text("queueId"),
        ];

        foreach (var id in sent)
            await Eventually.TrueAsync(async () => (await EntryAsync(api, id)).Has("warnings"), "the outbox tells that there is no copy yet");
        if (isKilled)
        {
            await api.KillAsync();
            await api.StartAsync();
        }

        await server.StartAsync();
        (await mailbox.PutAsync("reconnect", new { })).Ok();

        await Eventually.TrueAsync(async () => !(await EntryAsync(api, sent[0])).Has("warnings") && !(await EntryAsync(api, sent[1])).Has("warnings"), "both copies are filed", Patience);
        sink.Messages.Count.ShouldBe(2);
        (await mailbox.MessagesAsync("Sent")).Select(message => message.Text("subject")).ShouldBe(["Answer", "While it is away"], ignoreOrder: true);
        (await mailbox.MessagesAsync()).ShouldHaveSingleItem().Texts("flags").ShouldContain("\\Answered");
    }

    private static async Task<System.Text.Json.JsonElement> EntryAsync(ApiProcess api, string id) => (await api.Client.GetAsync($"/v1/outbox/{id}")).Ok();
}
