using CsCheck;
using ImapApi.Domain.Changes;

namespace ImapApi.UnitTests.Domain.Changes;

public sealed class FlagRunsTests
{
    [Fact]
    public void Messages_are_counted_by_their_marks()
    {
        var index = MailboxIndex.Create(1, 100, 0, [.. Enumerable.Range(1, 9).Select(uid => new MarkedUid((uint)uid, ChangeGenerators.Marked(uid is 2 or 3 or 7 ? [@"\Seen"] : ["work"])))]);
        index.Marks.CountOf(marks => marks.Flags.IsSeen).ShouldBe(3);
        index.Marks.CountOf(marks => !marks.Flags.IsSeen).ShouldBe(6);
        index.Marks.CountOf(_ => false).ShouldBe(0);
    }

    [Fact]
    public void Every_position_has_the_marks_that_were_appended_there() =>
        Gen.Select(Gen.Int[1, 5], ChangeGenerators.Marks).Array[0, 30].Sample(appended =>
        {
            var builder = new FlagRunsBuilder();
            foreach (var (length, marks) in appended)
                builder.Append(length, marks);
            var runs = builder.Build();
            var naive = appended.SelectMany(run => Enumerable.Repeat(run.Item2, run.Item1)).ToList();
            return runs.Count == naive.Count
                && naive.Select((marks, ordinal) => runs.At(ordinal).Equals(marks)).All(same => same)
                && runs.RunCount == naive.Where((marks, ordinal) => ordinal == 0 || !marks.Equals(naive[ordinal - 1])).Count()
                && runs.Distinct.SequenceEqual(naive.Distinct());
        });

    [Fact]
    public void Beyond_the_ends_is_out_of_range()
    {
        var builder = new FlagRunsBuilder();
        builder.Append(3, ChangeGenerators.Marked([]));
        var runs = builder.Build();
        Should.Throw<ArgumentOutOfRangeException>(() => runs.At(3));
        Should.Throw<ArgumentOutOfRangeException>(() => runs.At(-1));
        Should.Throw<ArgumentOutOfRangeException>(() => new FlagRunsBuilder().Build().At(0));
    }
}
