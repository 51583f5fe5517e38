using ImapApi.Domain.Accounts;
using ImapApi.Domain.Changes;
using ImapApi.Domain.Mailboxes;
using ImapApi.Domain.Messages;
using ImapApi.Infrastructure.Imap;
using ImapApi.Infrastructure.Imap.Mapping;
using ImapApi.Infrastructure.Imap.Sync;
using Microsoft.Extensions.Options;
using Microsoft.Extensions.Time.Testing;

namespace ImapApi.UnitTests.Infrastructure.Imap.Sync;

/// <summary>Where a message that appears was before.</summary>
public sealed class MovedMessagesTests
{
    private static readonly AccountId Account = AccountId.Parse("alice");
    private static readonly MailboxPath Work = MailboxPath.Parse("Work");
    private static readonly MailboxNumber Number = new(1);

    private readonly FakeTimeProvider _time = new();
    private readonly OutlineCache _outlines = new(Options.Create(new ImapOptions()));
    private readonly MovedMessages _moved;

    public MovedMessagesTests() => _moved = new MovedMessages(Account, _outlines, _time);

    [Fact]
    public void One_that_is_gone_elsewhere_is_its_origin_once()
    {
        Gone(1);

        _moved.TakeOrigin(Outline(9, "<1@x>"), Work).ShouldBe(new MessageOrigin(MailboxPath.Inbox, new MessageId(Number, new Uid(1))));
        _moved.TakeOrigin(Outline(9, "<1@x>"), Work).ShouldBeNull();
    }

    [Fact]
    public void What_is_gone_is_not_kept_in_the_cache()
    {
        Gone(1);
        _outlines.TryGet(Account, Number, new Uid(1), out _).ShouldBeFalse();
    }

    [Fact]
    public void The_one_that_went_last_comes_first()
    {
        Gone(1, "<same@x>");
        Gone(2, "<same@x>");

        _moved.TakeOrigin(Outline(9, "<same@x>"), Work)!.Id.Uid.Value.ShouldBe(2u);
        _moved.TakeOrigin(Outline(9, "<same@x>"), Work)!.Id.Uid.Value.ShouldBe(1u);
    }

    [Fact]
    public void In_the_same_mailbox_it_is_another_message()
    {
        Gone(1);
        _moved.TakeOrigin(Outline(9, "<1@x>"), MailboxPath.Inbox).ShouldBeNull();
    }

    [Theory]
    [InlineData("<1@x>", 100u, null, true)]
    [InlineData("<1@x>", 101u, null, false)]
    [InlineData("<2@x>", 100u, null, false)]
    [InlineData(null, 100u, null, false)]
    // The server's own id decides where both have one.
    [InlineData("<2@x>", 101u, "M1", true)]
    [InlineData("<1@x>", 100u, "M2", false)]
    public void The_same_is_what_has_the_same_ids(string? id, uint size, string? emailId, bool isSame)
    {
        Gone(1, "<1@x>", emailId is null ? null : "M1");
        (_moved.TakeOrigin(Outline(9, id, emailId, size), Work) is not null).ShouldBe(isSame);
    }

    [Fact]
    public void Two_without_an_id_are_not_the_same()
    {
        Gone(1, id: "");
        Gone(2, id: null);
        _moved.TakeOrigin(Outline(9, ""), Work).ShouldBeNull();
        _moved.TakeOrigin(Outline(9, null), Work).ShouldBeNull();
    }

    [Fact]
    public void A_quarter_of_an_hour_later_it_is_forgotten()
    {
        Gone(1);
        _time.Advance(TimeSpan.FromMinutes(15));
        Gone(2);
        _moved.TakeOrigin(Outline(9, "<1@x>"), Work).ShouldNotBeNull();
        _time.Advance(TimeSpan.FromSeconds(1));
        _moved.TakeOrigin(Outline(9, "<2@x>"), Work).ShouldNotBeNull();
        Gone(3);
        _time.Advance(TimeSpan.FromMinutes(15) + TimeSpan.FromSeconds(1));
        _moved.TakeOrigin(Outline(9, "<3@x>"), Work).ShouldBeNull();
    }

    [Fact]
    public void Only_the_last_512_are_remembered()
    {
        for (var uid = 1u; uid <= 513; uid++)
            Gone(uid);
        _moved.TakeOrigin(Outline(9, "<1@x>"), Work).ShouldBeNull();
        _moved.TakeOrigin(Outline(9, "<2@x>"), Work).ShouldNotBeNull();
    }

    [Fact]
    public void Of_more_than_that_at_once_none_is()
    {
        for (var uid = 1u; uid <= 513; uid++)
            _outlines.Add(Account, Number, Outline(uid, $"<{uid}@x>"));
        _moved.NoteGone(MailboxPath.Inbox, Number, UidSet.FromRanges([new UidRange(1, 512)]));
        _moved.TakeOrigin(Outline(9, "<1@x>"), Work).ShouldNotBeNull();
        for (var uid = 1u; uid <= 513; uid++)
            _outlines.Add(Account, Number, Outline(uid, $"<{uid}@y>"));
        _moved.NoteGone(MailboxPath.Inbox, Number, UidSet.FromRanges([new UidRange(1, 513)]));
        _moved.TakeOrigin(Outline(9, "<513@y>"), Work).ShouldBeNull();
    }

    [Fact]
    public void Of_what_is_not_known_there_is_no_origin()
    {
        _moved.NoteGone(MailboxPath.Inbox, Number, UidSet.Of(1));
        _moved.TakeOrigin(Outline(9, "<1@x>"), Work).ShouldBeNull();
    }

    private void Gone(uint uid, string? id = "default", string? emailId = null)
    {
        _outlines.Add(Account, Number, Outline(uid, id == "default" ? $"<{uid}@x>" : id, emailId));
        _moved.NoteGone(MailboxPath.Inbox, Number, UidSet.Of(uid));
    }

    private static MessageOutline Outline(uint uid, string? id, string? emailId = null, uint size = 100) =>
        new(new Uid(uid), DateTimeOffset.UnixEpoch, null, size, "", null, null, [], [], [], [], id, null, emailId, null, []);
}
