using CsCheck;
using ImapApi.Domain.Changes;
using static ImapApi.UnitTests.Domain.Changes.ChangeGenerators;

namespace ImapApi.UnitTests.Domain.Changes;

public sealed class MailboxIndexTests
{
    private static readonly MessageMarks[] FewMarks =
        [Marked([@"\Seen"]), Marked([]), Marked([@"\Seen", @"\Answered"]), Marked([@"\Seen", @"\Flagged"]), Marked([@"\Seen", "$Forwarded", "NonJunk"])];

    [Fact]
    public void It_holds_the_messages_it_was_made_of_whatever_their_order() =>
        Mail.Sample(messages => MailboxIndex.Create(1, 1, 0, messages).Holds(Naive(messages)));

    [Fact]
    public void Every_sequence_of_steps_gives_what_it_gives_on_a_sorted_dictionary() =>
        Gen.Select(Mail, Gen.Select(Ranges.Array[0, 3], Mail).Array[1, 15]).Sample((messages, steps) =>
        {
            var (index, naive) = (MailboxIndex.Create(7, 1, 0, messages), Naive(messages));
            foreach (var (removed, set) in steps)
            {
                var delta = Step(removed, set);
                foreach (var uid in naive.Keys.Where(delta.Removed.Contains).ToList())
                    naive.Remove(uid);
                foreach (var message in delta.Set)
                    naive[message.Uid] = message.Marks;

                index = index.Apply(IndexDelta.Decode(delta.Encode()));
                index.Holds(naive).ShouldBeTrue();
                (index.UidValidity, index.UidNext, index.ModSeq).ShouldBe((7u, delta.UidNext, delta.ModSeq));
                var stored = index.Encode();
                index = MailboxIndex.Decode(stored);
                index.Holds(naive).ShouldBeTrue();
                index.Encode().ShouldBe(stored);
            }
        });

    [Fact]
    public void Read_in_pieces_it_holds_what_it_holds_when_it_is_read_at_once() =>
        Gen.Select(Mail, Mail).Sample((first, second) =>
        {
            MarkedUid[] all = [.. first, .. second];
            var reading = new IndexReading(1, 1, 0);
            reading.Add(first);
            reading.Add(second);
            var (pieces, whole) = (reading.Build(), MailboxIndex.Create(1, 1, 0, all));
            return pieces.Holds(Naive(all)) && pieces.UidNext == whole.UidNext && reading.Stretches == pieces.Uids.Ranges.Count + pieces.Marks.RunCount;
        });

    [Fact]
    public void Equal_mailboxes_are_stored_alike_whatever_led_to_them() =>
        Gen.Select(Mail, Mail).Sample((first, second) =>
        {
            MarkedUid[] Plain(MarkedUid[] messages) => [.. messages.Select(message => message with { Marks = FewMarks[message.Marks.Flags.Values.Count] })];
            var (one, two) = (Plain(first), Plain(second));
            var step = new IndexDelta(9, 9, MailboxIndex.Create(1, 1, 0, one).Uids.Except(MailboxIndex.Create(1, 1, 0, two).Uids), MarkedUidOrder.Ascending(two));
            return MailboxIndex.Create(1, 1, 0, one).Apply(step).Encode().SequenceEqual(MailboxIndex.Create(1, 1, 0, []).Apply(step).Encode());
        });

    [Fact]
    public void The_numbers_survive_at_their_greatest()
    {
        var index = MailboxIndex.Decode(MailboxIndex.Create(uint.MaxValue, uint.MaxValue, ulong.MaxValue, [new MarkedUid(uint.MaxValue, FewMarks[0])]).Encode());
        (index.UidValidity, index.UidNext, index.ModSeq, index.Uids.Last).ShouldBe((uint.MaxValue, uint.MaxValue, ulong.MaxValue, uint.MaxValue));
    }

    [Fact]
    public void New_mail_is_looked_for_after_the_last_message_when_the_server_gives_no_UIDNEXT() =>
        MailboxIndex.Create(1, 0, 0, [new MarkedUid(41, FewMarks[0])]).UidNext.ShouldBe(42u);

    [Fact]
    public void UID_0_is_no_message() => MailboxIndex.Create(1, 1, 0, [new MarkedUid(0, FewMarks[0]), new MarkedUid(3, FewMarks[0])]).Uids.ToString().ShouldBe("3");

    [Fact]
    public void A_step_that_contradicts_itself_is_refused()
    {
        var index = MailboxIndex.Create(1, 1, 0, [new MarkedUid(3, FewMarks[0])]);
        var message = new MarkedUid(5, FewMarks[0]);
        Should.Throw<ArgumentException>(() => index.Apply(new IndexDelta(9, 0, UidSet.Of(4, 5), [message])));
        Should.Throw<ArgumentException>(() => index.Apply(new IndexDelta(9, 0, UidSet.Empty, [message, message])));
        Should.Throw<ArgumentException>(() => index.Apply(new IndexDelta(9, 0, UidSet.Empty, [message, new MarkedUid(2, FewMarks[0])])));
    }

    [Fact]
    public void A_mailbox_without_gaps_takes_at_most_100_bytes()
    {
        var index = MailboxIndex.Create(1_700_000_000, 100_001, 123_456_789, Enumerable.Range(1, 100_000).Select(uid => new MarkedUid((uint)uid, FewMarks[(uid - 1) / 20_000])));
        index.Marks.RunCount.ShouldBe(5);
        index.Encode().Length.ShouldBeLessThanOrEqualTo(100);
    }

    [Fact]
    public void A_mailbox_with_20_000_gaps_takes_at_most_100_kilobytes()
    {
        var random = new Random(4);
        var holes = new HashSet<int>();
        while (holes.Count < 20_000)
            holes.Add(random.Next(1, 60_000) * 2);
        var uids = Enumerable.Range(1, 120_000).Where(uid => !holes.Contains(uid)).Select(uid => (uint)uid);
        var index = MailboxIndex.Create(1_700_000_000, 120_001, 123_456_789, uids.Select(uid => new MarkedUid(uid, FewMarks[random.Next(20) == 0 ? random.Next(5) : 0])));
        index.Count.ShouldBe(100_000);
        index.Uids.Ranges.Count.ShouldBeGreaterThan(19_990);
        index.Encode().Length.ShouldBeLessThanOrEqualTo(100_000);
    }

    [Fact]
    public void One_changed_flag_takes_some_bytes() =>
        new IndexDelta(100_001, 123_456_789, UidSet.Empty, [new MarkedUid(99_000, FewMarks[0])]).Encode().Length.ShouldBeLessThanOrEqualTo(20);

    private static IndexDelta Step(UidRange[] removed, MarkedUid[] set)
    {
        var ascending = MarkedUidOrder.Ascending(set);
        return new IndexDelta((uint)set.Length, (ulong)removed.Length, UidSet.FromRanges(removed).Except(UidSet.From(ascending.Select(message => message.Uid))), ascending);
    }
}
