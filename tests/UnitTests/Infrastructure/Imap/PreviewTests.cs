using System.Text;
using ImapApi.Domain.Mailboxes;
using ImapApi.Domain.Messages;
using ImapApi.TestKit.Imap;

namespace ImapApi.UnitTests.Infrastructure.Imap;

public sealed class PreviewTests
{
    [Fact]
    public async Task A_page_with_previews_takes_one_command_more_for_all_messages_whose_text_is_the_same_part()
    {
        await using var bench = new ReadingBench();
        bench.Server.Inbox.Fill(20);

        var page = await ListAsync(bench);

        page.Messages.Count.ShouldBe(20);
        page.Messages.ShouldAllBe(message => message.Preview == "Hello.");
        bench.Wire.Count.ShouldBe(2);
        bench.Wire[0].ShouldStartWith("FETCH 1:20 (UID FLAGS INTERNALDATE");
        bench.Wire[1].ShouldMatch(@"^UID FETCH 1:20 \(BODY\.PEEK\[(TEXT|1)\]<0\.512>\)$");
    }

    [Fact]
    public async Task A_preview_is_fetched_once_and_shown_only_when_asked_for()
    {
        await using var bench = new ReadingBench();
        bench.Server.Inbox.Fill(3);
        await ListAsync(bench);

        (await ListAsync(bench)).Messages.ShouldAllBe(message => message.Preview == "Hello.");
        (await bench.ListAsync()).Messages.ShouldAllBe(message => message.Preview == null);

        bench.Wire.Skip(2).ShouldBe(["FETCH 1:3 (UID FLAGS)", "FETCH 1:3 (UID FLAGS)"]);
    }

    [Fact]
    public async Task Messages_that_were_listed_without_previews_get_them_later()
    {
        await using var bench = new ReadingBench();
        bench.Server.Inbox.Fill(2);
        await bench.ListAsync();

        (await ListAsync(bench)).Messages.ShouldAllBe(message => message.Preview == "Hello.");

        bench.Wire.Skip(1).First().ShouldBe("FETCH 1:2 (UID FLAGS)");
        bench.Wire[^1].ShouldStartWith("UID FETCH 1:2 (BODY.PEEK[");
        (await ListAsync(bench)).Messages.ShouldAllBe(message => message.Preview == "Hello.");
        bench.Wire[^1].ShouldBe("FETCH 1:2 (UID FLAGS)");
    }

    [Fact]
    public async Task A_server_with_PREVIEW_is_asked_for_it_in_the_same_command()
    {
        var options = new ScriptedImapOptions();
        options.Capabilities.Add("PREVIEW");
        await using var bench = new ReadingBench(options);
        bench.Server.Inbox.Fill(2);
        foreach (var message in bench.Server.Inbox.Messages)
            message.Attributes["PREVIEW"] = "\"From the server\"";

        (await ListAsync(bench)).Messages.ShouldAllBe(message => message.Preview == "From the server");

        bench.Wire.ShouldHaveSingleItem().ShouldContain("PREVIEW");
    }

    [Fact]
    public async Task Html_is_shown_as_text()
    {
        await using var bench = new ReadingBench();
        const string Body = "<html><head><style>p { color: red }</style><title>No</title></head><body><script>alert(1)</script><p>Dear&nbsp;Bob,<br>5 &lt; 6</p></body></html>\r\n";
        bench.Server.Inbox.Messages.Add(Html(1, Body));

        var page = await ListAsync(bench);

        page.Messages.ShouldHaveSingleItem().Preview.ShouldBe("Dear Bob, 5 < 6");
        bench.Wire[1].ShouldMatch(@"^UID FETCH 1 \(BODY\.PEEK\[(TEXT|1)\]<0\.16384>\)$");
    }

    [Theory]
    [InlineData("<p>See <img src=\"cid:1\"> th<b>is</b></p><p>and that", "See this and that")]
    [InlineData("<style>a</style><div>one</div><div>two</div><!-- three --><title>four</title>", "one two")]
    public async Task Html_without_a_body_element_has_text_too(string body, string preview)
    {
        await using var bench = new ReadingBench();
        bench.Server.Inbox.Messages.Add(Html(1, body));

        (await ListAsync(bench)).Messages.ShouldHaveSingleItem().Preview.ShouldBe(preview);
    }

    [Fact]
    public async Task A_character_that_the_range_cuts_is_left_out()
    {
        await using var bench = new ReadingBench();
        // 512 bytes end within the 171st character, which is in sight.
        bench.Server.Inbox.Messages.Add(new ScriptedMessage(1) { Body = new string('漢', 300) });
        bench.Server.On("UID FETCH", async (_, reply) => await AnswerAsync(reply, Encoding.UTF8.GetBytes(new string('漢', 300))[..512]));

        (await ListAsync(bench)).Messages.ShouldHaveSingleItem().Preview.ShouldBe(new string('漢', 170));
    }

    [Fact]
    public async Task Where_the_servers_PREVIEW_says_nothing_the_text_is_read()
    {
        var options = new ScriptedImapOptions();
        options.Capabilities.Add("PREVIEW");
        await using var bench = new ReadingBench(options);
        bench.Server.Inbox.Fill(2);
        foreach (var message in bench.Server.Inbox.Messages)
            message.Attributes["PREVIEW"] = "NIL";

        (await ListAsync(bench)).Messages.ShouldAllBe(message => message.Preview == "Hello.");
        (await ListAsync(bench)).Messages.ShouldAllBe(message => message.Preview == "Hello.");

        bench.Wire[^1].ShouldBe("FETCH 1:2 (UID FLAGS)");
        bench.Wire[^2].ShouldStartWith("UID FETCH 1:2 (BODY.PEEK[");
    }

    [Fact]
    public async Task Rather_no_previews_than_no_listing()
    {
        await using var bench = new ReadingBench();
        bench.Server.Inbox.Fill(3);
        bench.Server.On("UID FETCH", async (command, reply) =>
        {
            if (command.Arguments.Contains("<0.", StringComparison.Ordinal))
                reply.Drop();
            else
                await reply.StandardAsync();
        });

        var page = await ListAsync(bench);

        page.Messages.Select(message => message.Outline.Subject).ShouldBe(["Subject 3", "Subject 2", "Subject 1"]);
        page.Messages.ShouldAllBe(message => message.Preview == null);
    }

    [Fact]
    public async Task A_message_without_text_is_not_asked_for()
    {
        await using var bench = new ReadingBench();
        var image = new ScriptedMessage(1);
        image.Attributes["BODYSTRUCTURE"] = """("image" "png" NIL NIL NIL "base64" 100 NIL NIL NIL NIL)""";
        bench.Server.Inbox.Messages.Add(image);
        await bench.ListAsync();

        (await ListAsync(bench)).Messages.ShouldHaveSingleItem().Preview.ShouldBeNull();

        bench.Wire[^1].ShouldBe("FETCH 1 (UID FLAGS)");
    }

    [Fact]
    public async Task One_message_has_its_preview_too()
    {
        await using var bench = await new ReadingBench().OpenAsync();
        bench.Server.Inbox.Fill(1);

        var details = await bench.Store.GetAsync(ReadingBench.Account, ReadingBench.Id(1), new DetailsRequest(WithPreview: true), CancellationToken.None);

        details.Summary.Preview.ShouldBe("Hello.");
    }

    [Fact]
    public async Task A_search_and_its_cursor_bring_previews()
    {
        await using var bench = new ReadingBench();
        bench.Server.Inbox.Fill(4);
        var search = new MessageSearch(Uids: "1:4");

        var first = await bench.Store.ListAsync(ReadingBench.Account, MailboxPath.Inbox, new PageRequest(0, 2) { WithPreviews = true }, search, CancellationToken.None);
        PageCursor.TryParse(first.NextCursor, out var cursor).ShouldBeTrue();
        var second = await bench.Store.ListAsync(ReadingBench.Account, MailboxPath.Inbox, new PageRequest(0, 2) { WithPreviews = true, Cursor = cursor }, search, CancellationToken.None);

        first.Messages.Concat(second.Messages).Select(message => message.Preview).ShouldBe(["Hello.", "Hello.", "Hello.", "Hello."]);
    }

    private static Task<MessagePage> ListAsync(ReadingBench bench) =>
        bench.Store.ListAsync(ReadingBench.Account, MailboxPath.Inbox, new PageRequest(0, 20) { WithPreviews = true }, search: null, CancellationToken.None);

    private static async Task AnswerAsync(ImapReply reply, byte[] text)
    {
        await reply.RawAsync($"* 1 FETCH (UID 1 BODY[TEXT]<0> {{{text.Length}}}\r\n");
        await reply.RawAsync(text);
        await reply.LineAsync(")");
        await reply.OkAsync();
    }

    private static ScriptedMessage Html(uint uid, string body)
    {
        var message = new ScriptedMessage(uid) { Body = body };
        message.Attributes["BODYSTRUCTURE"] = $"""("text" "html" ("charset" "utf-8") NIL NIL "8bit" {body.Length} 1 NIL NIL NIL NIL)""";
        return message;
    }
}
