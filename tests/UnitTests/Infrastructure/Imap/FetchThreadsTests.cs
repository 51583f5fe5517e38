using ImapApi.Domain.Mailboxes;
using ImapApi.Domain.Messages;
using ImapApi.TestKit.Imap;

namespace ImapApi.UnitTests.Infrastructure.Imap;

public sealed class FetchThreadsTests
{
    private static readonly string[] Base = ["IMAP4rev1", "SASL-IR", "AUTH=PLAIN", "NAMESPACE"];

    [Theory]
    [InlineData("OBJECTID", "THREADID", "(T1)", "(T2)", "T1")]
    [InlineData("X-GM-EXT-1", "X-GM-THRID", "11", "12", "11")]
    public async Task The_servers_own_ids_count(string capability, string item, string first, string second, string id)
    {
        await using var bench = Bench(capability);
        foreach (var message in bench.Server.Inbox.Messages)
            message.Attributes[item] = message.Uid == 2 ? second : first;

        var page = await ThreadsAsync(bench);

        (page.Source, page.Considered, page.IsComplete, page.Total).ShouldBe((ThreadSource.ServerIds, 3, true, 2));
        Show(page).ShouldBe(["3,1", "2"]);
        page.Threads[0].Id.ShouldBe(id);
        page.Threads[0].Latest.Outline.ThreadId.ShouldBe(id);
        page.Threads[0].Unseen.ShouldBe(1);
    }

    [Fact]
    public async Task Else_the_server_groups_them_by_references()
    {
        await using var bench = Bench("THREAD=REFERENCES");
        bench.Server.On("THREAD", async (_, reply) =>
        {
            await reply.LineAsync("* THREAD (1 3)(2)");
            await reply.OkAsync();
        });

        var page = await ThreadsAsync(bench);

        (page.Source, page.IsComplete).ShouldBe((ThreadSource.ServerReferences, true));
        Show(page).ShouldBe(["3,1", "2"]);
        page.Threads[0].Id.ShouldBe(ReadingBench.Id(1).ToString());
        page.Threads[0].Latest.Outline.ThreadId.ShouldBe(page.Threads[0].Id);
    }

    [Fact]
    public async Task Else_their_headers_are_compared_here()
    {
        await using var bench = Bench("ID");
        bench.Server.Inbox.Messages[2].Attributes["BODY[HEADER.FIELDS (MESSAGE-ID REFERENCES IN-REPLY-TO SUBJECT)]"] = ImapReply.Literal("Message-ID: <3@example.com>\r\nReferences: <1@example.com>\r\nSubject: other\r\n\r\n");

        var page = await ThreadsAsync(bench);

        page.Source.ShouldBe(ThreadSource.Headers);
        Show(page).ShouldBe(["3,1", "2"]);
    }

    [Fact]
    public async Task An_empty_mailbox_has_no_threads()
    {
        foreach (var capability in (string[])["OBJECTID", "THREAD=REFERENCES", "ID"])
        {
            await using var bench = Bench(capability);
            bench.Server.Inbox.Messages.Clear();
            (await ThreadsAsync(bench)).Threads.ShouldBeEmpty();
        }
    }

    private static string[] Show(ThreadPage page) => [.. page.Threads.Select(thread => string.Join(',', thread.Messages.Select(id => id.Uid.Value)))];

    private static Task<ThreadPage> ThreadsAsync(ReadingBench bench) =>
        bench.Store.ListThreadsAsync(ReadingBench.Account, MailboxPath.Inbox, new PageRequest(0, 20), CancellationToken.None);

    private static ReadingBench Bench(string capability)
    {
        var bench = new ReadingBench(new ScriptedImapOptions { Capabilities = [.. Base, capability] });
        bench.Server.Inbox.Fill(3);
        bench.Server.Inbox.Messages[0].Flags.Add(Flag.Seen);
        return bench;
    }
}
