using ImapApi.Application.Errors;
using ImapApi.Domain.Messages;
using ImapApi.TestKit.Imap;

namespace ImapApi.UnitTests.Infrastructure.Imap;

public sealed class SearchMessagePageTests
{
    public static TheoryData<MessageSearch, string> Keys => new()
    {
        { new(), "UID SEARCH ALL" },
        { new(Answered: true, Deleted: false, Draft: true, Seen: false, Flagged: true), "UID SEARCH ANSWERED UNDELETED DRAFT UNSEEN FLAGGED" },
        { new(From: "alice", To: "bob", Cc: "c", Bcc: "d", Subject: "hi there"), "UID SEARCH FROM alice TO bob CC c BCC d SUBJECT \"hi there\"" },
        { new(Body: "x\" OR ALL"), "UID SEARCH BODY \"x\\\" OR ALL\"" },
        { new(Larger: 10, Smaller: uint.MaxValue), "UID SEARCH LARGER 10 SMALLER 2147483647" },
        { new(Since: new DateOnly(2026, 1, 2), Before: new DateOnly(2026, 12, 31)), "UID SEARCH SINCE 2-Jan-2026 BEFORE 31-Dec-2026" },
        { new(SentSince: new DateOnly(2026, 1, 2), SentBefore: new DateOnly(2026, 2, 1)), "UID SEARCH SENTSINCE 2-Jan-2026 SENTBEFORE 1-Feb-2026" },
        { new(Headers: new Dictionary<string, string> { ["X-Foo"] = "" }), "UID SEARCH HEADER X-Foo \"\"" },
        { new(Uids: "3:5,9"), "UID SEARCH UID 3:5,9" },
        { new(Uids: "4:*"), "UID SEARCH UID 4:9" },
        { new(Uids: "*:20"), "UID SEARCH UID 9" },
        { new(Sequence: "1:2"), "UID SEARCH UID 3:4" },
        { new(Sequence: "*,2"), "UID SEARCH UID 9,4" },
        { new(Sequence: "3:99"), "UID SEARCH UID 9" },
    };

    [Theory]
    [MemberData(nameof(Keys))]
    public async Task Asks_with_the_keys_of_IMAP(MessageSearch search, string command)
    {
        await using var bench = Bench();
        bench.Server.On("SEARCH", async (_, reply) =>
        {
            await reply.LineAsync("* SEARCH 3");
            await reply.OkAsync();
        });

        (await bench.ListAsync(search: search)).Messages.ShouldHaveSingleItem().Outline.Uid.Value.ShouldBe(3u);

        bench.Wire.Single(line => line.StartsWith("UID SEARCH", StringComparison.Ordinal)).ShouldBe(command);
    }

    [Theory]
    [InlineData("2:9", null)]
    [InlineData(null, "12")]
    public async Task Numbers_that_no_message_has_match_nothing(string? uids, string? sequence)
    {
        await using var bench = new ReadingBench();

        (await bench.ListAsync(search: new MessageSearch(Sequence: sequence, Uids: uids))).Messages.ShouldBeEmpty();
    }

    [Fact]
    public async Task The_newest_match_comes_first_whatever_the_order_of_the_answer()
    {
        await using var bench = Bench();
        bench.Server.On("SEARCH", async (_, reply) =>
        {
            await reply.LineAsync("* SEARCH 4 9 3");
            await reply.OkAsync();
        });

        var first = await bench.ListAsync(page: 0, pageSize: 2, new MessageSearch(Seen: false));
        var second = await bench.ListAsync(page: 1, pageSize: 2, new MessageSearch(Seen: false));
        var third = await bench.ListAsync(page: 2, pageSize: 2, new MessageSearch(Seen: false));

        first.Messages.Select(message => message.Outline.Uid.Value).ShouldBe([9u, 4u]);
        second.Messages.Select(message => message.Outline.Uid.Value).ShouldBe([3u]);
        third.Messages.ShouldBeEmpty();
        (first.Total, first.Pages).ShouldBe((3, 2));
    }

    [Fact]
    public async Task A_message_that_vanished_after_the_search_is_absent()
    {
        await using var bench = Bench();
        bench.Server.On("SEARCH", async (_, reply) =>
        {
            await reply.LineAsync("* SEARCH 3 4 77");
            await reply.OkAsync();
        });

        (await bench.ListAsync(search: new MessageSearch())).Messages.Select(message => message.Outline.Uid.Value).ShouldBe([4u, 3u]);
    }

    [Theory]
    [InlineData("gmailRaw")]
    [InlineData("emailId")]
    [InlineData("threadId")]
    [InlineData("modseq")]
    public async Task A_key_the_server_does_not_know_is_said(string key)
    {
        await using var bench = Bench();
        var search = key switch
        {
            "gmailRaw" => new MessageSearch(GmailRaw: "in:inbox"),
            "emailId" => new MessageSearch(EmailId: "M1"),
            "threadId" => new MessageSearch(ThreadId: "T1"),
            _ => new MessageSearch(ModSeq: 7),
        };

        var exception = await Should.ThrowAsync<MailServerRejectedException>(() => bench.ListAsync(search: search));

        exception.Code.ShouldBe("SearchUnsupported");
        exception.Message.ShouldContain(key);
    }

    [Fact]
    public async Task Object_ids_are_looked_up_and_never_anything_else_put_on_the_wire()
    {
        await using var bench = Bench(new ScriptedImapOptions { Capabilities = ["IMAP4rev1", "AUTH=PLAIN", "SASL-IR", "OBJECTID", "NAMESPACE"] });
        bench.Server.On("SEARCH", async (_, reply) =>
        {
            await reply.LineAsync("* SEARCH 4");
            await reply.OkAsync();
        });

        (await bench.ListAsync(search: new MessageSearch(EmailId: "M_1-a", Seen: true))).Total.ShouldBe(1);
        (await bench.ListAsync(search: new MessageSearch(EmailId: "x ALL"))).Total.ShouldBe(0);
        (await bench.ListAsync(search: new MessageSearch(ThreadId: "*"))).Total.ShouldBe(0);

        bench.Wire.Where(line => line.StartsWith("UID SEARCH", StringComparison.Ordinal)).ShouldBe(["UID SEARCH EMAILID M_1-a", "UID SEARCH SEEN UID 4"]);
    }

    [Theory]
    [InlineData("[BADCHARSET (US-ASCII)] Only that.")]
    [InlineData("I do not know this charset.")]
    public async Task On_a_server_that_knows_only_ASCII_other_text_is_looked_for_here(string refusal)
    {
        await using var bench = Bench();
        bench.Server.Inbox.Messages.Add(new ScriptedMessage(10) { Subject = "=?utf-8?Q?Viele_Gr=C3=BC=C3=9Fe?=" });
        bench.Server.Inbox.Messages.Add(new ScriptedMessage(11) { Subject = "=?iso-8859-1?Q?GR=DC=DFE?=" });
        bench.Server.On("SEARCH", async (command, reply) =>
        {
            if (command.Arguments.Contains("CHARSET", StringComparison.Ordinal))
            {
                await reply.NoAsync(refusal);
                return;
            }

            // What MailKit tries next, if it does, finds something else.
            await reply.LineAsync(command.Arguments == "FROM alice" ? "* SEARCH 3 4 9 10 11" : "* SEARCH 4");
            await reply.OkAsync();
        });

        for (var i = 0; i < 2; i++)
        {
            var page = await bench.ListAsync(search: new MessageSearch(From: "alice", Subject: "grüße"));

            page.Messages.Select(message => message.Outline.Uid.Value).ShouldBe([11u, 10u]);
            page.IsSearchedHere.ShouldBeTrue();
        }

        (await bench.ListAsync(search: new MessageSearch(From: "alice"))).IsSearchedHere.ShouldBeFalse();
    }

    [Fact]
    public async Task A_server_that_can_names_only_the_page()
    {
        await using var bench = Bench(new ScriptedImapOptions { Capabilities = ["IMAP4rev1", "AUTH=PLAIN", "SASL-IR", "ESEARCH", "PARTIAL", "NAMESPACE"] });
        bench.Server.On("SEARCH", async (command, reply) =>
        {
            await reply.LineAsync($"* ESEARCH (TAG \"{command.Tag}\") UID COUNT 5 " + (command.Arguments.Contains("-1:-2", StringComparison.Ordinal) ? "PARTIAL (-1:-2 4,9)" : "PARTIAL (-3:-4 3)"));
            await reply.OkAsync();
        });

        var first = await bench.ListAsync(pageSize: 2, search: new MessageSearch(Seen: false));
        var second = await bench.ListAsync(page: 1, pageSize: 2, search: new MessageSearch(Seen: false));

        first.Messages.Select(message => message.Outline.Uid.Value).ShouldBe([9u, 4u]);
        second.Messages.Select(message => message.Outline.Uid.Value).ShouldBe([3u]);
        (first.Total, first.Pages, first.PreviousCursor).ShouldBe((5, 3, null));
        first.NextCursor.ShouldNotBeNull();
        bench.Wire.Where(line => line.StartsWith("UID SEARCH", StringComparison.Ordinal)).ShouldBe(["UID SEARCH RETURN (COUNT PARTIAL -1:-2) UNSEEN", "UID SEARCH RETURN (COUNT PARTIAL -3:-4) UNSEEN"]);
    }

    [Fact]
    public async Task What_would_take_reading_every_body_or_too_many_headers_is_refused()
    {
        await using var bench = Bench();
        bench.Server.On("SEARCH", async (command, reply) =>
        {
            if (command.Arguments.Contains("CHARSET", StringComparison.Ordinal))
            {
                await reply.NoAsync("[BADCHARSET (US-ASCII)] Only that.");
                return;
            }

            await reply.LineAsync("* SEARCH " + string.Join(' ', Enumerable.Range(1, 2001)));
            await reply.OkAsync();
        });

        var body = await Should.ThrowAsync<MailServerRejectedException>(() => bench.ListAsync(search: new MessageSearch(Body: "Grüße")));
        var many = await Should.ThrowAsync<MailServerRejectedException>(() => bench.ListAsync(search: new MessageSearch(Subject: "Grüße")));

        (body.Code, many.Code).ShouldBe(("SearchUnsupported", "SearchUnsupported"));
        body.Message.ShouldContain("'body'");
        many.Message.ShouldContain("2001");
    }

    private static ReadingBench Bench(ScriptedImapOptions? options = null)
    {
        var bench = new ReadingBench(options);
        foreach (var uid in new uint[] { 3, 4, 9 })
            bench.Server.Inbox.Messages.Add(new ScriptedMessage(uid));
        return bench;
    }
}
