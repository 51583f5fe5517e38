using CsCheck;
using ImapApi.Domain.Changes;
using static ImapApi.UnitTests.Domain.Changes.ChangeGenerators;

namespace ImapApi.UnitTests.Domain.Changes;

public sealed class MailboxDiffTests
{
    private static readonly MessageMarks Unseen = Marked([]);
    private static readonly MessageMarks Seen = Marked([@"\Seen"]);

    private static readonly MailboxIndex Three = MailboxIndex.Create(1, 10, 5, [new(2, Seen), new(4, Unseen), new(6, Seen)]);

    private static readonly Gen<MailboxFacts> Facts = Gen.Select(
        Gen.UInt[0, 80],
        Gen.ULong,
        Ranges.Array[0, 3].Select(UidSet.FromRanges),
        Gen.Frequency((1, Gen.Const((UidSet?)null)), (1, Gen.Select(UidLists, Ranges.Array[0, 2]).Select((uids, ranges) => (UidSet?)UidSet.From(uids).Union(UidSet.FromRanges(ranges))))),
        Mail)
        .Select((uidNext, modSeq, vanished, present, marks) => new MailboxFacts(uidNext, modSeq, vanished, present, marks));

    [Fact]
    public void The_step_leads_to_what_the_facts_say() =>
        Gen.Select(Mail, Facts).Sample((messages, facts) =>
        {
            var before = MailboxIndex.Create(1, 1, 0, messages);
            var (old, naive) = (Naive(messages), Naive(messages));
            foreach (var message in facts.Marks)
                naive[message.Uid] = message.Marks with { Labels = message.Marks.Labels ?? old.GetValueOrDefault(message.Uid)?.Labels };
            foreach (var uid in naive.Keys.Where(uid => facts.Vanished.Contains(uid) || facts.Present?.Contains(uid) == false).ToList())
                naive.Remove(uid);

            var difference = MailboxDiff.Compare(before, facts);
            before.Apply(difference.Delta).Holds(naive).ShouldBeTrue();
            difference.Arrived.ShouldBe(naive.Keys.Except(old.Keys));
            difference.Deleted.Enumerate().ShouldBe(old.Keys.Except(naive.Keys));
            difference.Updated.ShouldBe(naive.Where(message => old.TryGetValue(message.Key, out var marks) && !marks.Equals(message.Value)).Select(message => new MarksChange(message.Key, old[message.Key], message.Value)));
            difference.IsEmpty.ShouldBe(difference.Arrived.Count == 0 && difference.Deleted.IsEmpty && difference.Updated.Count == 0);
        });

    [Fact]
    public void Facts_that_are_delivered_again_change_nothing() =>
        Gen.Select(Indexes, Facts).Sample((before, facts) =>
        {
            var after = before.Apply(MailboxDiff.Compare(before, facts).Delta);
            var again = MailboxDiff.Compare(MailboxIndex.Decode(after.Encode()), facts);
            return again.IsEmpty && again.Arrived.Count == 0 && again.Deleted.IsEmpty && again.Updated.Count == 0
                && again.Delta.UidNext == after.UidNext && again.Delta.ModSeq == after.ModSeq;
        });

    [Fact]
    public void Everything_may_be_said_to_have_vanished()
    {
        var all = UidSet.FromRanges([new UidRange(1, uint.MaxValue)]);
        MailboxDiff.Compare(Three, Nothing with { Vanished = all }).Deleted.ToString().ShouldBe("2,4,6");
        MailboxDiff.Compare(Three, Nothing with { Present = all }).IsEmpty.ShouldBeTrue();
    }

    [Fact]
    public void What_is_not_listed_is_deleted() =>
        MailboxDiff.Compare(Three, Nothing with { Present = UidSet.Of(1, 4, 5) }).Deleted.ToString().ShouldBe("2,6");

    [Fact]
    public void A_message_below_UIDNEXT_arrives_as_well() =>
        MailboxDiff.Compare(Three, Nothing with { Marks = [new(5, Unseen), new(3, Seen)] }).Arrived.ShouldBe([3u, 5u]);

    [Fact]
    public void What_is_both_marked_and_vanished_has_vanished()
    {
        var difference = MailboxDiff.Compare(Three, Nothing with { Vanished = UidSet.Of(4, 5), Marks = [new(4, Seen), new(5, Seen)] });
        difference.Arrived.ShouldBeEmpty();
        difference.Updated.ShouldBeEmpty();
        difference.Deleted.ToString().ShouldBe("4");
    }

    [Fact]
    public void What_is_said_last_of_a_message_counts() =>
        MailboxDiff.Compare(Three, Nothing with { Marks = [new(4, Seen), new(4, Unseen)] }).IsEmpty.ShouldBeTrue();

    [Fact]
    public void UID_0_does_not_arrive() => MailboxDiff.Compare(Three, Nothing with { Marks = [new(0, Seen)] }).IsEmpty.ShouldBeTrue();

    [Fact]
    public void Another_spelling_of_a_flag_is_no_change() =>
        MailboxDiff.Compare(Three, Nothing with { Marks = [new(2, Marked([@"\SEEN"]))] }).IsEmpty.ShouldBeTrue();

    [Fact]
    public void UIDNEXT_never_falls_and_passes_what_arrived()
    {
        MailboxDiff.Compare(Three, Nothing with { UidNext = 3 }).Delta.UidNext.ShouldBe(10u);
        MailboxDiff.Compare(Three, Nothing with { UidNext = 12 }).Delta.UidNext.ShouldBe(12u);
        MailboxDiff.Compare(Three, Nothing with { Marks = [new(40, Seen)] }).Delta.UidNext.ShouldBe(41u);
        MailboxDiff.Compare(Three, Nothing with { Marks = [new(uint.MaxValue, Seen)] }).Delta.UidNext.ShouldBe(uint.MaxValue);
    }

    [Fact]
    public void The_cursor_is_that_of_the_facts() => MailboxDiff.Compare(Three, Nothing with { ModSeq = 3 }).Delta.ModSeq.ShouldBe(3ul);

    private static MailboxFacts Nothing { get; } = new(0, 5, UidSet.Empty, null, []);
}
