using ImapApi.Application.Errors;
using ImapApi.Application.Events;
using ImapApi.Domain.Accounts;
using ImapApi.Domain.Changes;
using ImapApi.Domain.Mailboxes;
using ImapApi.Domain.Messages;
using ImapApi.Infrastructure.Cluster;
using ImapApi.Infrastructure.Events;
using ImapApi.Infrastructure.Imap.Sync;
using ImapApi.Infrastructure.Metrics;
using ImapApi.Infrastructure.Storage;
using ImapApi.Infrastructure.Storage.Repositories;
using ImapApi.TestKit.Storage;
using Microsoft.Extensions.Options;

namespace ImapApi.UnitTests.Infrastructure.Imap.Sync;

/// <summary>What is known of mailboxes, over restarts, and when some of it is lost.</summary>
public sealed class ChangePublisherTests() : StorageTest(new SqlitePlace())
{
    private static readonly AccountId Account = AccountId.Parse("alice");
    private static readonly OwnershipEpoch Epoch = new(1, 1);
    private static readonly MarkedUid[] Messages = [.. Enumerable.Range(1, 500).Select(uid => new MarkedUid((uint)uid, new MessageMarks(FlagSet.Create([]), null)))];

    [Fact]
    public async Task What_is_known_of_every_mailbox_is_loaded_with_one_read()
    {
        await KnowAsync();
        using var fresh = Open();

        await fresh.Publisher.LoadAsync(Token);

        fresh.Publisher.Mailboxes.Select(mailbox => mailbox.Path.Value).ShouldBe(["INBOX", "Work"], ignoreOrder: true);
        // The other one is of the event log's end.
        fresh.Store.Reads.ShouldBe(2);
    }

    [Fact]
    public async Task A_lost_index_is_made_anew_in_silence_but_for_one_reset()
    {
        await KnowAsync();
        var partition = Host.Get<Partitions>().Of(Account);
        await Host.Get<IStore>().ApplyAsync(new Batch(partition).DeleteCollection(AccountKeys.MailboxIndexes(Account)), Token);

        var told = await FollowAgainAsync();

        told.ShouldBe([EventType.MailboxReset, EventType.MailboxReset]);
    }

    [Fact]
    public async Task A_damaged_index_is_made_anew_and_the_others_go_on()
    {
        await KnowAsync();
        var partition = Host.Get<Partitions>().Of(Account);
        await Host.Get<IStore>().ApplyAsync(new Batch(partition).Put(new DocumentKey(partition, AccountKeys.MailboxIndexes(Account), "2"), [1, 2, 3]), Token);

        using (var fresh = Open())
        {
            await fresh.Publisher.LoadAsync(Token);
            fresh.Publisher.Mailboxes.Select(mailbox => mailbox.Path.Value).ShouldBe(["INBOX"]);
        }

        (await FollowAgainAsync(second: true)).ShouldBe([EventType.MailboxReset]);
    }

    [Fact]
    public async Task A_write_that_arrives_late_is_refused_once_others_have_followed()
    {
        await KnowAsync();
        using var opened = Open();
        await opened.Publisher.LoadAsync(Token);
        opened.Delaying.DelayNext();
        await Should.ThrowAsync<StoreUnavailableException>(() => MarkAsync(opened.Publisher, "\\Seen"));
        await opened.Publisher.LoadAsync(Token);
        (await MarkAsync(opened.Publisher, "\\Flagged")).ShouldNotBeNull();

        (await opened.Delaying.DeliverAsync(Token)).Applied.ShouldBeFalse();

        using var fresh = Open();
        await fresh.Publisher.LoadAsync(Token);
        FlagsIn(fresh.Publisher).ShouldBe("\\Flagged");
    }

    [Fact]
    public async Task A_write_that_came_through_after_all_is_seen_before_anything_else_is_written()
    {
        await KnowAsync();
        using var opened = Open();
        await opened.Publisher.LoadAsync(Token);
        opened.Delaying.DelayNext();
        await Should.ThrowAsync<StoreUnavailableException>(() => MarkAsync(opened.Publisher, "\\Seen"));
        await opened.Publisher.LoadAsync(Token);
        (await opened.Delaying.DeliverAsync(Token)).Applied.ShouldBeTrue();

        (await MarkAsync(opened.Publisher, "\\Flagged")).ShouldBeNull();
        FlagsIn(opened.Publisher).ShouldBe("\\Seen");
        (await MarkAsync(opened.Publisher, "\\Flagged")).ShouldNotBeNull();
        FlagsIn(opened.Publisher).ShouldBe("\\Flagged");
    }

    [Fact]
    public async Task A_mailbox_that_has_come_to_be_followed_is_not_followed_anew()
    {
        await KnowAsync();
        using var fresh = Open();
        await fresh.Publisher.LoadAsync(Token);
        await MarkAsync(fresh.Publisher, "\\Seen");

        (await fresh.Publisher.FollowAsync(Mailbox(1, "INBOX"), Token)).ShouldBeFalse();

        FlagsIn(fresh.Publisher).ShouldBe("\\Seen");
    }

    [Fact]
    public async Task One_that_is_renamed_keeps_what_is_known_of_it_and_another_of_that_name_is_forgotten()
    {
        await KnowAsync();
        var head = (await Host.Get<EventLog>().FindHeadAsync(Account, Token))!.Value;
        using var opened = Open();
        await opened.Publisher.LoadAsync(Token);
        await MarkAsync(opened.Publisher, "\\Seen");

        await opened.Publisher.RenameAsync([Move(9, "Unknown", "Other"), Move(2, "INBOX", "Other")], Token);
        opened.Publisher.Mailboxes.Count.ShouldBe(2);
        await opened.Publisher.RenameAsync([Move(1, "INBOX", "Work")], Token);

        using var fresh = Open();
        await fresh.Publisher.LoadAsync(Token);
        foreach (var publisher in (ChangePublisher[])[opened.Publisher, fresh.Publisher])
        {
            var only = publisher.Mailboxes.ShouldHaveSingleItem();
            (only.Path.Value, only.Number.Value, only.Index.TryGetMarks(1, out var marks) ? marks.Flags.ToString() : null).ShouldBe(("Work", 1u, "\\Seen"));
        }

        (await Host.Get<EventLog>().ReadAsync(Account, head.Sequence, 100, Token)).Select(entry => entry.Type).ShouldBe([EventType.MailboxDeleted, EventType.MailboxNew]);

        static MailboxMove Move(uint number, string from, string to) => new(
            new MailboxNumber(number), new MailboxIdentity("imap", "alice", MailboxPath.Parse(from), 7), new MailboxIdentity("imap", "alice", MailboxPath.Parse(to), 7), to);
    }

    [Fact]
    public async Task A_mailbox_that_has_changed_since_it_was_missed_is_not_forgotten()
    {
        await KnowAsync();
        using var fresh = Open();
        await fresh.Publisher.LoadAsync(Token);
        var missed = fresh.Publisher.Find(MailboxPath.Inbox)!;
        await MarkAsync(fresh.Publisher, "\\Seen");

        await fresh.Publisher.ForgetAsync(missed, Token);
        fresh.Publisher.Find(MailboxPath.Inbox).ShouldNotBeNull();

        await fresh.Publisher.ForgetAsync(fresh.Publisher.Find(MailboxPath.Inbox)!, Token);
        fresh.Publisher.Find(MailboxPath.Inbox).ShouldBeNull();
    }

    /// <summary>The first message of INBOX gets this flag.</summary>
    private static Task<TrackedMailbox?> MarkAsync(ChangePublisher publisher, string flag)
    {
        var inbox = publisher.Find(MailboxPath.Inbox)!;
        var delta = new IndexDelta(501, 0, UidSet.Empty, [new MarkedUid(1, new MessageMarks(FlagSet.Create([flag]), null))]);
        return publisher.AdvanceAsync(inbox, delta, [], Token);
    }

    private static string FlagsIn(ChangePublisher publisher) => publisher.Find(MailboxPath.Inbox)!.Index.TryGetMarks(1, out var marks) ? marks.Flags.ToString() : "gone";

    /// <summary>An account with two mailboxes, and all that is told when they are seen first.</summary>
    private async Task KnowAsync()
    {
        var partition = Host.Get<Partitions>().Of(Account);
        await Host.Get<IStore>().ApplyAsync(new Batch(partition).Put(AccountKeys.Owner(partition, Account), AccountKeys.ToBytes(Epoch)), Token);
        using var first = Open();
        await first.Publisher.ReportAsync(progress => (progress, new Change.AccountAdded("Alice")), Token);
        await first.Publisher.FollowAsync(Mailbox(1, "INBOX"), Token);
        await first.Publisher.FollowAsync(Mailbox(2, "Work"), Token);
        await first.Publisher.ReportAsync(progress => (progress with { IsInitialized = true }, new Change.AccountInitialized(2)), Token);
    }

    /// <returns>What is told of it.</returns>
    private async Task<EventType[]> FollowAgainAsync(bool second = false)
    {
        var head = (await Host.Get<EventLog>().FindHeadAsync(Account, Token))!.Value;
        using (var fresh = Open())
        {
            await fresh.Publisher.LoadAsync(Token);
            if (!second)
                await fresh.Publisher.FollowAsync(Mailbox(1, "INBOX"), Token);
            await fresh.Publisher.FollowAsync(Mailbox(2, "Work"), Token);
        }

        return [.. (await Host.Get<EventLog>().ReadAsync(Account, head.Sequence, 100, Token)).Select(entry => entry.Type)];
    }

    private Opened Open()
    {
        var delaying = new DelayingStore(Host.Get<IStore>());
        var store = new CountingStore(delaying);
        var log = new EventLog(
            store, Host.Get<Partitions>(), Host.Get<IEventData>(), new EventHub(), Host.Get<ImapApiMetrics>(), Host.Get<IOptions<EventOptions>>(), TimeProvider.System);
        return new Opened(new ChangePublisher(new AccountJournals(store, Host.Get<Partitions>(), log).Open(Account, Epoch)), store, delaying);
    }

    private static TrackedMailbox Mailbox(uint number, string path) =>
        new(new MailboxNumber(number), MailboxPath.Parse(path), path, null, MailboxIndex.Create(7, 501, 0, Messages));

    private sealed record Opened(ChangePublisher Publisher, CountingStore Store, DelayingStore Delaying) : IDisposable
    {
        public void Dispose() => Publisher.Dispose();
    }
}
