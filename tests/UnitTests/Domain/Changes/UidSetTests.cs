using CsCheck;
using ImapApi.Domain.Changes;

namespace ImapApi.UnitTests.Domain.Changes;

public sealed class UidSetTests
{
    private static readonly UidSet All = UidSet.FromRanges([new UidRange(1, uint.MaxValue)]);

    private static readonly Gen<(int Operation, UidRange[] Ranges)[]> Operations =
        Gen.Select(Gen.Int[0, 3], ChangeGenerators.ShortRanges.Array[0, 6]).Array[1, 30];

    [Fact]
    public void It_is_written_as_IMAP_writes_it()
    {
        UidSet.Of(7, 3, 1, 2, 5, 4, 3).ToString().ShouldBe("1:5,7");
        UidSet.Of(uint.MaxValue).ToString().ShouldBe("4294967295");
        UidSet.Empty.ToString().ShouldBe("");
    }

    [Fact]
    public void Touching_and_overlapping_ranges_become_one() =>
        UidSet.FromRanges([new(20, 30), new(4, 6), new(1, 3), new(25, 26), new(29, 31), new(33, uint.MaxValue), new(uint.MaxValue, uint.MaxValue)]).Ranges
            .ShouldBe([new(1, 6), new(20, 31), new(33, uint.MaxValue)]);

    [Fact]
    public void It_knows_its_ends()
    {
        var set = UidSet.Of(7, 3, 4);
        (set.First, set.Last).ShouldBe((3u, 7u));
        UidSet.FromRanges([new UidRange(2, 9)]).Last.ShouldBe(9u);
        Should.Throw<InvalidOperationException>(() => UidSet.Empty.First).Message.ShouldNotBeEmpty();
        Should.Throw<InvalidOperationException>(() => UidSet.Empty.Last).Message.ShouldNotBeEmpty();
    }

    [Fact]
    public void Sets_that_differ_are_told_apart()
    {
        UidSet.Of(1).Equals(UidSet.Of(2)).ShouldBeFalse();
        UidSet.Of(1).Equals(null).ShouldBeFalse();
        UidSet.Of(1).GetHashCode().ShouldNotBe(UidSet.Of(2).GetHashCode());
        UidSet.Of(1).Union(UidSet.Empty).ShouldBe(UidSet.Of(1));
        UidSet.Of(1).Except(UidSet.Empty).ShouldBe(UidSet.Of(1));
    }

    [Fact]
    public void A_range_that_runs_backwards_is_refused() => Should.Throw<ArgumentException>(() => UidSet.FromRanges([new UidRange(2, 1)]));

    [Fact]
    public void Every_sequence_of_operations_gives_what_it_gives_on_a_sorted_set() =>
        Operations.Sample(operations =>
        {
            var (set, naive) = (UidSet.Empty, new SortedSet<uint>());
            foreach (var (operation, ranges) in operations)
            {
                var operand = UidSet.FromRanges(ranges);
                switch (operation)
                {
                    case 0:
                        naive.ExceptWith(Each(ranges));
                        set = set.Except(operand);
                        break;
                    case 1:
                        naive.IntersectWith(Each(ranges));
                        set = set.Intersect(operand);
                        break;
                    default:
                        naive.UnionWith(Each(ranges));
                        set = operation == 2 ? set.Union(operand) : operand.Union(set);
                        break;
                }

                Same(set, naive).ShouldBeTrue();
                UidSet.From(naive.Reverse()).ShouldBe(set);
            }
        });

    [Fact]
    public void Rank_and_select_answer_as_a_sorted_list_does() =>
        Gen.Select(ChangeGenerators.UidLists, ChangeGenerators.Uids).Sample((uids, uid) =>
        {
            var set = UidSet.Of(uids);
            var naive = new SortedSet<uint>(uids).ToList();
            return set.Rank(uid) == naive.Count(other => other < uid)
                && set.Rank(0) == 0
                && set.Contains(uid) == naive.Contains(uid)
                && naive.Select((member, ordinal) => set.Select(ordinal) == member && set.Rank(member) == ordinal && set.Contains(member)).All(same => same);
        });

    [Fact]
    public void Selecting_beyond_the_last_UID_is_out_of_range()
    {
        Should.Throw<ArgumentOutOfRangeException>(() => UidSet.Of(4, 5).Select(2));
        Should.Throw<ArgumentOutOfRangeException>(() => UidSet.Of(4, 5).Select(-1));
        Should.Throw<ArgumentOutOfRangeException>(() => UidSet.Empty.Select(0));
    }

    [Fact]
    public void Ranges_of_any_size_obey_the_laws_of_sets() =>
        Gen.Select(ChangeGenerators.Ranges.Array[0, 8], ChangeGenerators.Ranges.Array[0, 8]).Sample((first, second) =>
        {
            var (one, two) = (UidSet.FromRanges(first), UidSet.FromRanges(second));
            var (both, rest) = (one.Intersect(two), one.Except(two));
            return both.Equals(two.Intersect(one))
                && both.Union(rest).Equals(one)
                && both.Intersect(rest).IsEmpty
                && both.Count + rest.Count == one.Count
                && one.Union(two).Count == one.Count + two.Count - both.Count
                && rest.Equals(one.Intersect(All.Except(two)))
                && one.Union(two).GetHashCode() == two.Union(one).GetHashCode();
        });

    [Fact]
    public void All_UIDs_there_can_be_are_one_range_to_work_with()
    {
        var known = UidSet.Of(1, 7, uint.MaxValue);
        All.Count.ShouldBe(uint.MaxValue);
        All.Intersect(known).ShouldBe(known);
        known.Except(All).ShouldBe(UidSet.Empty);
        All.Except(known).ToString().ShouldBe("2:6,8:4294967294");
        All.Except(known).Union(known).ShouldBe(All);
        All.Select(int.MaxValue).ShouldBe((uint)int.MaxValue + 1);
        Should.Throw<OverflowException>(() => All.Rank(uint.MaxValue));
    }

    [Fact]
    public void An_empty_set_has_neither_first_nor_last()
    {
        Should.Throw<InvalidOperationException>(() => UidSet.Empty.First);
        Should.Throw<InvalidOperationException>(() => UidSet.Empty.Last);
        (UidSet.Of(9, 4).First, UidSet.Of(9, 4).Last).ShouldBe((4u, 9u));
    }

    private static bool Same(UidSet set, SortedSet<uint> naive) =>
        set.Count == naive.Count
        && set.IsEmpty == (naive.Count == 0)
        && set.Enumerate().SequenceEqual(naive)
        && set.Ranges.Zip(set.Ranges.Skip(1)).All(pair => pair.First.Last + 1L < pair.Second.First);

    private static IEnumerable<uint> Each(UidRange[] ranges) =>
        ranges.SelectMany(range => Enumerable.Range(0, (int)(range.Last - range.First + 1)).Select(more => range.First + (uint)more));
}
