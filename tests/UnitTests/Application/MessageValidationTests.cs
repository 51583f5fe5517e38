using ImapApi.Application.Messages;
using ImapApi.Domain.Accounts;
using ImapApi.Domain.Mailboxes;
using ImapApi.Domain.Messages;

namespace ImapApi.UnitTests.Application;

public sealed class MessageValidationTests : IAsyncDisposable
{
    private static readonly AccountId Account = AccountId.Parse("bob");
    private static readonly MessageId Message = new(new MailboxNumber(1), new Uid(481));
    private static readonly PageRequest Page = new(0, 20);
    private readonly UseCases _useCases = new();

    public ValueTask DisposeAsync() => _useCases.DisposeAsync();

    [Fact]
    public async Task Page_and_search_are_checked_together()
    {
        var search = new MessageSearch(Sequence: "x", Uids: "0", From: "", To: "a\r\n", Cc: "\0", Bcc: "\u2028", Subject: "", Body: "\n", EmailId: "", ThreadId: "\r", GmailRaw: "")
        {
            Headers = new Dictionary<string, string> { ["x-good"] = "", ["x bad"] = "a", ["x-line"] = "a\nb" },
        };

        (await _useCases.KeysRefusedAsync(new ListMessages(Account, MailboxPath.Inbox, new PageRequest(-1, 0), search))).ShouldBe([
            "page", "pageSize", "search.seq", "search.uid", "search.from", "search.to", "search.cc", "search.bcc", "search.subject", "search.body",
            "search.emailId", "search.threadId", "search.gmailRaw", "search.header.x bad", "search.header.x-line"]);
    }

    [Theory]
    [InlineData("1")]
    [InlineData("*")]
    [InlineData("1:*")]
    [InlineData("1:10,15,20:18")]
    [InlineData("4294967295")]
    public async Task A_set_names_numbers_and_ranges(string set) =>
        await _useCases.SendAsync(new ListMessages(Account, MailboxPath.Inbox, Page, new MessageSearch(Sequence: set, Uids: set)));

    [Theory]
    [InlineData("")]
    [InlineData("0")]
    [InlineData("01")]
    [InlineData("1,")]
    [InlineData(",1")]
    [InlineData("1:2:3")]
    [InlineData(":1")]
    [InlineData("1 2")]
    [InlineData("+1")]
    [InlineData("-1")]
    [InlineData("$")]
    [InlineData("1\r\n")]
    [InlineData("4294967296")]
    public async Task Anything_else_is_no_set(string set) =>
        (await _useCases.KeysRefusedAsync(new ListMessages(Account, MailboxPath.Inbox, Page, new MessageSearch(Uids: set)))).ShouldBe(["search.uid"]);

    [Fact]
    public async Task A_flag_change_says_something_and_set_stands_alone()
    {
        (await Refused(new FlagChange(null, null, null))).ShouldBe(["flags"]);
        (await Refused(new FlagChange([Flag.Seen], null, [Flag.Seen]))).ShouldBe(["flags.set"]);
        (await Refused(new FlagChange([@"\Recent"], ["two words"], null))).ShouldBe(["flags.add", "flags.delete"]);
        (await Refused(new FlagChange(null, null, [null!]))).ShouldBe(["flags.set"]);
        (await Refused(new FlagChange([.. Enumerable.Repeat("a", 101)], null, null))).ShouldBe(["flags.add"]);
    }

    [Fact]
    public async Task Flags_may_all_be_taken_away() =>
        await _useCases.SendAsync(new UpdateMessage(Account, Message, new MessageChange(new FlagChange(null, null, []), null)));

    [Theory]
    [InlineData(0)]
    [InlineData(-1)]
    public async Task A_size_of_text_is_at_least_one_byte(int maxBytes)
    {
        var text = new TextRequest(TextKinds.All, maxBytes);

        (await _useCases.KeysRefusedAsync(new GetMessage(Account, Message, text))).ShouldBe(["maxBytes"]);
        (await _useCases.KeysRefusedAsync(new GetMessageText(Account, new TextId(Message, [], [], []), text))).ShouldBe(["maxBytes"]);
    }

    [Fact]
    public async Task Without_a_size_all_text_is_asked_for() =>
        await _useCases.SendAsync(new GetMessage(Account, Message, new TextRequest(TextKinds.All, null)));

    [Fact]
    public async Task A_whole_mailbox_is_never_meant_by_mistake()
    {
        (await SelectedAsync(new(null, null, All: false))).ShouldBe(["search"]);
        (await SelectedAsync(new(new MessageSearch(), null, All: false))).ShouldBe(["search"]);
        (await SelectedAsync(new(new MessageSearch(Headers: new Dictionary<string, string>()), null, All: false))).ShouldBe(["search"]);
        (await SelectedAsync(new(null, [], All: false))).ShouldBe(["ids"]);
        (await SelectedAsync(new(null, [Message], All: true))).ShouldBe(["ids"]);
        (await SelectedAsync(new(new MessageSearch(Seen: true), [Message], All: false))).ShouldBe(["ids"]);
        (await SelectedAsync(new(new MessageSearch(From: ""), null, All: false))).ShouldBe(["search.from"]);
        await _useCases.SendAsync(new DeleteMessages(Account, MailboxPath.Inbox, new(null, null, All: true), Force: false));
        await _useCases.SendAsync(new DeleteMessages(Account, MailboxPath.Inbox, new(new MessageSearch(Seen: true), null, All: false), Force: false));
        await _useCases.SendAsync(new DeleteMessages(Account, MailboxPath.Inbox, new(null, [Message], All: false), Force: false));

        async Task<IReadOnlyList<string>> SelectedAsync(MessageSelection selection)
        {
            var keys = await _useCases.KeysRefusedAsync(new DeleteMessages(Account, MailboxPath.Inbox, selection, Force: false));
            (await _useCases.KeysRefusedAsync(new MoveMessages(Account, MailboxPath.Inbox, selection, MailboxPath.Inbox))).ShouldBe(keys);
            (await _useCases.KeysRefusedAsync(new CopyMessages(Account, MailboxPath.Inbox, selection, MailboxPath.Inbox))).ShouldBe(keys);
            (await _useCases.KeysRefusedAsync(new UpdateMessages(Account, MailboxPath.Inbox, selection, new MessageChange(new FlagChange(null, null, []), null)))).ShouldBe(keys);
            return keys;
        }
    }

    [Fact]
    public async Task Messages_go_to_mailboxes_or_special_uses_that_there_are()
    {
        var nowhere = MailboxPath.Parse(@"\Nowhere");
        (await _useCases.KeysRefusedAsync(new MoveMessage(Account, Message, nowhere))).ShouldBe(["path"]);
        (await _useCases.KeysRefusedAsync(new CopyMessage(Account, Message, nowhere))).ShouldBe(["path"]);
        await _useCases.SendAsync(new MoveMessage(Account, Message, MailboxPath.Parse(@"\archive")));
        await _useCases.SendAsync(new CopyMessage(Account, Message, MailboxPath.Inbox));
    }

    [Theory]
    [InlineData("To do", true)]
    [InlineData(@"\Starred", true)]
    [InlineData(@"\Starred) x", false)]
    [InlineData(@"\", false)]
    [InlineData("a\r\n", false)]
    [InlineData("", false)]
    public async Task A_label_is_a_name_or_one_of_Gmails_own(string label, bool isOne)
    {
        var update = new UpdateMessage(Account, Message, new MessageChange(null, new FlagChange([label], null, null)));
        if (isOne)
            await _useCases.SendAsync(update);
        else
            (await _useCases.KeysRefusedAsync(update)).ShouldBe(["labels.add"]);
    }

    [Fact]
    public async Task A_change_changes_something() =>
        (await _useCases.KeysRefusedAsync(new UpdateMessage(Account, Message, new MessageChange(null, null)))).ShouldBe(["flags"]);

    private Task<IReadOnlyList<string>> Refused(FlagChange change) => _useCases.KeysRefusedAsync(new UpdateMessage(Account, Message, new MessageChange(change, null)));
}
