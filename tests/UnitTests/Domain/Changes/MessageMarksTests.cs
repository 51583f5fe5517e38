using ImapApi.Domain.Changes;
using static ImapApi.UnitTests.Domain.Changes.ChangeGenerators;

namespace ImapApi.UnitTests.Domain.Changes;

public sealed class MessageMarksTests
{
    [Fact]
    public void They_are_equal_without_regard_to_case()
    {
        Marked([@"\seen"], ["Work"]).ShouldBe(Marked([@"\Seen"], ["WORK"]));
        Marked([@"\Seen"]).ShouldNotBe(Marked([@"\Seen"], []));
    }

    [Fact]
    public void A_label_that_UTF8_cannot_hold_is_the_same_before_and_after_it_was_stored()
    {
        var before = MailboxIndex.Create(1, 2, 0, [new MarkedUid(1, Marked([], ["a\ud800"]))]);
        MailboxIndex.Decode(before.Encode()).Marks.At(0).ShouldBe(Marked([], ["a\ud800"]));
    }

    [Fact]
    public void What_a_server_says_without_measure_is_left_out()
    {
        var marks = Marked([.. Enumerable.Range(1000, 400).Select(i => $"k{i}"), new string('x', MessageMarks.MaxLength + 1)]);
        marks.Flags.Values.Count.ShouldBe(MessageMarks.MaxFlags);
        marks.ShouldBe(new MessageMarks(marks.Flags, null));
        (Marked([]) with { Flags = Marked([new string('y', MessageMarks.MaxLength)]).Flags }).Flags.Values.Count.ShouldBe(1);
        MailboxIndex.Decode(MailboxIndex.Create(1, 2, 0, [new MarkedUid(1, marks)]).Encode()).Marks.At(0).ShouldBe(marks);
    }

    [Fact]
    public void A_change_tells_what_was_added_and_what_deleted()
    {
        var change = new MarksChange(4, Marked([@"\Seen", "a", "B"], ["Inbox", "Old"]), Marked([@"\SEEN", "b", "c"], ["inbox", "New"]));
        change.AddedFlags.ShouldBe(["c"]);
        change.DeletedFlags.ShouldBe(["a"]);
        change.AddedLabels.ShouldBe(["New"]);
        change.DeletedLabels.ShouldBe(["Old"]);
    }

    [Fact]
    public void Without_labels_none_change()
    {
        var change = new MarksChange(4, Marked([]), Marked(["a"]));
        change.AddedLabels.ShouldBeEmpty();
        change.DeletedLabels.ShouldBeEmpty();
        (change with { After = Marked([], ["New"]) }).AddedLabels.ShouldBe(["New"]);
    }
}
