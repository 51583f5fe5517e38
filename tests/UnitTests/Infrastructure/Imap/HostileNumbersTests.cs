using ImapApi.Application.Errors;
using ImapApi.Domain.Changes;
using ImapApi.Domain.Mailboxes;
using ImapApi.Domain.Messages;
using ImapApi.Infrastructure.Imap.Fetching;
using ImapApi.Infrastructure.Imap.Operations;
using ImapApi.Infrastructure.Imap.Workers;
using ImapApi.TestKit.Imap;

namespace ImapApi.UnitTests.Infrastructure.Imap;

/// <summary>A few bytes that name thousands of millions of messages: nobody counts to that.</summary>
public sealed class HostileNumbersTests
{
    private static CancellationToken Stopping => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("1:4294967295")]
    [InlineData("1:2147483647")]
    [InlineData("1:1000001")]
    public async Task More_matches_than_can_be_listed_are_refused(string all)
    {
        await using var server = Start("ESEARCH");
        await using var harness = new WorkerHarness(server);
        await harness.StartSettledAsync();
        server.On("SEARCH", (command, reply) => FindAsync(command, reply, all));

        var search = harness.Worker.RunAsync(new SearchMessagePage(MailboxTarget.Read(MailboxPath.Inbox), new PageRequest(0, 20), new MessageSearch(Seen: true)), Stopping);

        (await Should.ThrowAsync<MailServerRejectedException>(search)).Message.ShouldContain("more than can be listed");
    }

    [Fact]
    public async Task In_all_mailboxes_no_more_are_counted_than_are_refused()
    {
        await using var server = Start("ESEARCH");
        server.Mailboxes["Other"].Fill(1);
        await using var harness = new WorkerHarness(server);
        await harness.StartSettledAsync();
        // Tens of thousands of ranges, of tens of thousands each.
        var all = string.Join(',', Enumerable.Range(0, 30_000).Select(i => $"{(i * 60_000L) + 1}:{(i * 60_000L) + 50_000}"));
        server.On("SEARCH", (command, reply) => FindAsync(command, reply, all));

        var search = harness.Worker.RunAsync(new SearchAll(new PageRequest(0, 20), cursor: null, new MessageSearch(Seen: true)), Stopping);

        (await Should.ThrowAsync<MailServerRejectedException>(search)).Code.ShouldBe("SearchUnsupported");
    }

    [Fact]
    public async Task A_list_of_all_that_names_more_than_there_may_be_is_not_believed()
    {
        await using var server = Start("ESEARCH");
        await using var harness = new WorkerHarness(server);
        await harness.StartSettledAsync();
        server.On("SEARCH", (command, reply) => FindAsync(command, reply, "1:4294967295"));
        // Few are left of many, so that all are listed.
        server.Inbox.Messages.RemoveRange(10, 1200);

        server.DropAll();
        harness.Worker.Reconnect();

        await harness.WaitForAsync(status => status.LastError?.Message.Contains("more messages than a mailbox may hold", StringComparison.Ordinal) == true, "it is said why");
        harness.Told.Of<Change.MessageDeleted>().ShouldBeEmpty();
    }

    [Theory]
    [InlineData("1:4294967295")]
    [InlineData("1:2147483647")]
    [InlineData("1:3")]
    public async Task Ids_of_more_messages_than_were_moved_are_not_believed(string copied)
    {
        await using var server = Start("MOVE");
        server.Mailboxes["Other"].Fill(1);
        await using var harness = new WorkerHarness(server);
        await harness.StartSettledAsync();
        server.On("MOVE", (_, reply) => reply.OkAsync($"[COPYUID 1 {copied} {copied}] done"));

        var (_, moved) = await harness.Worker.RunAsync(
            new TransferMany(new FoundMessages(new MailboxNumber(1), [1, 2]), [1, 2], MailboxPath.Parse("Other"), isCopy: false), Stopping);

        moved.Select(message => message.To).ShouldBe([null, null]);
    }

    private static ScriptedImapServer Start(string extension)
    {
        var server = ScriptedImapServer.Start(new ScriptedImapOptions { Capabilities = [.. ScriptedImapOptions.Extensible, extension] });
        server.Inbox.Fill(2500);
        return server;
    }

    private static async Task FindAsync(ImapCommand command, ImapReply reply, string all)
    {
        await reply.LineAsync($"* ESEARCH (TAG \"{command.Tag}\") UID ALL {all}");
        await reply.OkAsync();
    }
}
