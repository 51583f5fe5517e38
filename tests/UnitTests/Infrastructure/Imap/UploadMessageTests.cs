using System.Text;
using ImapApi.Api.Binding;
using ImapApi.Application.Errors;
using ImapApi.Domain.Mailboxes;
using ImapApi.Domain.Messages;
using ImapApi.TestKit.Imap;

namespace ImapApi.UnitTests.Infrastructure.Imap;

public sealed class UploadMessageTests
{
    private const string Text = "Subject: Hi\r\nMessage-ID: <a@b>\r\n\r\nHello.\r\n";

    [Fact]
    public async Task The_message_arrives_as_it_is_and_the_server_tells_its_uid()
    {
        await using var bench = new ReadingBench();
        bench.Server.Mailboxes["Trash"].Attributes = @"\HasNoChildren \Trash";
        bench.Server.On("APPEND", (_, reply) => reply.OkAsync("[APPENDUID 1 42] Done."));

        var uploaded = await UploadAsync(bench, @"\Trash", Text, [Flag.Seen, "Mine"], new DateTimeOffset(2024, 2, 29, 12, 0, 1, TimeSpan.FromHours(2)));

        uploaded.ShouldBe(new UploadedMessage(new MessageId(new MailboxNumber(2), new Uid(42)), MailboxPath.Parse("Trash"), "<a@b>"));
        var command = bench.Server.Commands.Single(command => command.Verb == "APPEND");
        command.Tokens.ShouldBe(["Trash", @"(\Seen Mine)", "29-Feb-2024 12:00:01 +0200", Text]);
    }

    [Fact]
    public async Task Without_UIDPLUS_the_newest_message_with_its_message_id_is_it()
    {
        await using var bench = new ReadingBench(new ScriptedImapOptions { Capabilities = ["IMAP4rev1", "AUTH=PLAIN", "NAMESPACE"] });
        bench.Server.Inbox.Fill(9);
        bench.Server.On("APPEND", (_, reply) => reply.OkAsync());
        bench.Server.On("SEARCH", async (_, reply) =>
        {
            await reply.LineAsync("* SEARCH 3 9");
            await reply.OkAsync();
        });

        (await UploadAsync(bench, "INBOX", Text)).Id!.Value.Uid.ShouldBe(new Uid(9));

        bench.Server.Commands.Last().ToString().ShouldContain("UID SEARCH");
        bench.Server.Commands.Last().Arguments.ShouldContain("<a@b>");
    }

    [Fact]
    public async Task Without_UIDPLUS_and_message_id_the_id_is_not_known()
    {
        await using var bench = new ReadingBench(new ScriptedImapOptions { Capabilities = ["IMAP4rev1", "AUTH=PLAIN", "NAMESPACE"] });
        bench.Server.On("APPEND", (_, reply) => reply.OkAsync());

        (await UploadAsync(bench, "INBOX", "Subject: x\r\n\r\n")).ShouldBe(new UploadedMessage(null, MailboxPath.Inbox, null));
    }

    [Theory]
    [InlineData("[OVERQUOTA] Quota exceeded.", "OverQuota")]
    [InlineData("[TOOBIG] Too big.", "TooLarge")]
    [InlineData("[CANNOT] Not here.", "MailServerRejected")]
    [InlineData("[TRYCREATE] No such mailbox.", "MailboxNotFound")]
    public async Task A_refusal_is_told_with_the_servers_words(string words, string code)
    {
        await using var bench = new ReadingBench();
        bench.Server.On("APPEND", (_, reply) => reply.NoAsync(words));

        var refused = await Should.ThrowAsync<ImapApiException>(() => UploadAsync(bench, "INBOX", Text));

        refused.Code.ShouldBe(code);
        refused.ServerResponse.ShouldBe(words);
        (await bench.ListAsync()).Total.ShouldBe(0);
    }

    [Fact]
    public async Task A_message_beyond_the_servers_limit_is_not_sent()
    {
        await using var bench = new ReadingBench(new ScriptedImapOptions { Capabilities = ["IMAP4rev1", "AUTH=PLAIN", "NAMESPACE", "UIDPLUS", "APPENDLIMIT=40"] });

        var refused = await Should.ThrowAsync<MailServerRejectedException>(() => UploadAsync(bench, "INBOX", Text));

        refused.Code.ShouldBe("TooLarge");
        refused.Message.ShouldContain("40 bytes");
        bench.Server.Commands.ShouldNotContain(command => command.Verb == "APPEND");
    }

    [Fact]
    public async Task A_mailbox_that_is_not_there_is_said_to_be_missing()
    {
        await using var bench = new ReadingBench();

        (await Should.ThrowAsync<Exception>(() => UploadAsync(bench, "Nowhere", Text))).ShouldBeOfType<MailKit.FolderNotFoundException>();
        (await Should.ThrowAsync<NotFoundException>(() => UploadAsync(bench, @"\Drafts", Text))).Code.ShouldBe("MailboxNotFound");
    }

    private static Task<UploadedMessage> UploadAsync(ReadingBench bench, string path, string text, string[]? flags = null, DateTimeOffset? date = null) =>
        bench.Store.UploadAsync(ReadingBench.Account, MailboxPath.Parse(path), new MemoryContent(Encoding.Latin1.GetBytes(text)), flags ?? [], date, CancellationToken.None);
}
