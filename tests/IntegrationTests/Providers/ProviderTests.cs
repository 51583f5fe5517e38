using System.Text.Json;
using ImapApi.IntegrationTests.Fixtures;
using ImapApi.TestKit.Imap;
using ImapApi.TestKit.Smtp;

namespace ImapApi.IntegrationTests.Providers;

/// <summary>Mail is read, changed and sent where the server answers as a large provider's is said to. See <see cref="ProviderTranscript"/> for what that proves.</summary>
public sealed class ProviderTests(SharedServers servers)
{
    public static TheoryData<string> Names => [.. Transcripts.All.Select(transcript => transcript.Name)];

    [Theory]
    [MemberData(nameof(Names))]
    public async Task Mail_is_read(string name)
    {
        var transcript = Transcripts.Named(name);
        await using var server = transcript.Start();
        var account = await RegisterAsync(server);
        await account.InitializedAsync();

        var mailboxes = (await account.GetAsync("mailboxes")).Ok().Items("mailboxes");
        PathOf(mailboxes, "\\Sent").ShouldBe(transcript.Sent);
        PathOf(mailboxes, "\\Trash").ShouldBe(transcript.Trash);
        var messages = await account.MessagesAsync();
        messages.Select(message => message.Number("uid")).ShouldBe([3, 2, 1]);
        messages.ShouldAllBe(message => message.Text("subject") == $"Subject {message.Number("uid")}" && message.At("from").Text("address") == "alice@example.com");
        (await account.GetAsync($"message/{messages[0].Text("id")}?textType=*")).Ok().At("text").Text("plain").ShouldStartWith("Hello.");
        (await account.UidsAsync("INBOX", "&search[unseen]=true")).ShouldBe([3, 2, 1]);
        (await account.UidsAsync("INBOX", "&search[header][message-id]=2@example.com")).ShouldBe([2]);
        // Some send broken ones; nobody is asked for any.
        server.Commands.ShouldNotContain(command => command.Arguments.Contains("ENVELOPE", StringComparison.OrdinalIgnoreCase));
    }

    [Theory]
    [MemberData(nameof(Names))]
    public async Task An_arrival_is_told(string name)
    {
        var transcript = Transcripts.Named(name);
        await using var server = transcript.Start();
        var account = await RegisterAsync(server);
        await account.InitializedAsync();
        var seen = (await account.EventsAsync()).Length;

        if (transcript.Idles)
            await server.WaitForIdleAsync();
        await transcript.DeliverAsync(server);
        if (!transcript.Idles)
            (await account.PutAsync("sync", new { })).Ok();

        await Eventually.TrueAsync(async () => (await account.EventsAsync()).Length > seen, "the arrival is told");
        var told = (await account.EventsAsync())[seen..].ShouldHaveSingleItem();
        (told.Text("event"), told.Text("path"), told.At("data").Number("uid")).ShouldBe(("messageNew", transcript.Watched, 4));
    }

    [Theory]
    [MemberData(nameof(Names))]
    public async Task Mail_is_changed(string name)
    {
        var transcript = Transcripts.Named(name);
        await using var server = transcript.Start();
        var account = await RegisterAsync(server);
        var ids = (await account.MessagesAsync()).ToDictionary(message => message.Number("uid"), message => message.Text("id"));
        var trash = server.Mailboxes[transcript.Mailboxes.Single(mailbox => mailbox.Name.Contains("Trash", StringComparison.Ordinal) || mailbox.Name.Contains("Deleted", StringComparison.Ordinal) || mailbox.Name.StartsWith("Gel", StringComparison.Ordinal)).Name];

        (await account.PutAsync($"message/{ids[1]}", new { flags = new { add = (string[])["\\Seen", "\\Flagged"] } })).Ok();
        (await account.PutAsync($"message/{ids[2]}/move", new { path = "\\Sent" })).Ok();
        var deleted = (await account.DeleteAsync($"message/{ids[3]}")).Ok();

        (deleted.Truth("deleted"), deleted.At("moved").Text("destination")).ShouldBe((false, transcript.Trash));
        server.Inbox.Messages.ShouldHaveSingleItem().Flags.ShouldBe(["\\Seen", "\\Flagged"], ignoreOrder: true);
        trash.Messages.ShouldHaveSingleItem().Subject.ShouldBe("Subject 3");
        (await account.UidsAsync()).ShouldBe([1]);
        (await account.MessagesAsync("\\Sent")).ShouldHaveSingleItem().Text("subject").ShouldBe("Subject 2");
        (await account.UidsAsync(transcript.Trash)).ShouldBe([1]);
        (await account.DeleteAsync($"message/{await account.NewestAsync(transcript.Trash)}")).Ok().Truth("deleted").ShouldBeTrue();
        trash.Messages.ShouldBeEmpty();
    }

    [Theory]
    [MemberData(nameof(Names))]
    public async Task Mail_is_sent_and_in_Sent_once(string name)
    {
        var transcript = Transcripts.Named(name);
        await using var sink = SmtpSink.Start();
        await using var server = transcript.Start();
        var api = await servers.ApiAsync();
        var user = servers.NewUser();
        var account = new TestAccount(api.Client, null!, user);
        var sending = await SendingAccount.RegisterAsync(api.Client, sink, user, Registration.Imap(server.Port, user));
        var original = (await account.MessagesAsync()).Single(message => message.Number("uid") == 2).Text("id");

        var sent = (await sending.SubmitAsync(new { from = new { address = "bob@example.com" }, reference = new { message = original, action = "reply" }, text = "Yes." })).Ok();

        var entry = await sending.UntilAsync(sent.Text("queueId"), "sent");
        entry.Has("warnings").ShouldBeFalse();
        entry.Text("flag").ShouldBe("\\Answered");
        sink.Messages.ShouldHaveSingleItem().Parse().Subject.ShouldBe("Re: Subject 2");
        server.Inbox.Messages.Single(message => message.Uid == 2).Flags.ShouldContain("\\Answered");
        server.Commands.Count(command => command.Verb == "APPEND").ShouldBe(transcript.FilesSent ? 0 : 1);
        entry.TextOrNull("sentMailbox").ShouldBe(transcript.FilesSent ? null : transcript.Sent);
        if (!transcript.FilesSent)
            (await account.MessagesAsync("\\Sent")).ShouldHaveSingleItem().Texts("flags").ShouldContain("\\Seen");
    }

    private async Task<TestAccount> RegisterAsync(ScriptedImapServer server)
    {
        var account = new TestAccount((await servers.ApiAsync()).Client, null!, servers.NewUser());
        await account.Api.RegisterAsync(account.Id, Registration.Imap(server.Port, account.Id));
        await account.Api.UntilAsync(account.Id, "connected");
        return account;
    }

    private static string PathOf(JsonElement[] mailboxes, string use) => mailboxes.Single(mailbox => mailbox.TextOrNull("specialUse") == use).Text("path");
}
