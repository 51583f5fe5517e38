using CsCheck;
using ImapApi.Domain.Changes;

namespace ImapApi.UnitTests.Domain.Changes;

public sealed class DeletionSearchTests
{
    private static readonly Gen<UidSet> Mailboxes = Gen.Select(Gen.UInt[1, 50], Gen.UInt[1, 90]).Array[0, 12]
        .Select(ranges =>
        {
            var (uids, next) = (new List<UidRange>(), 1U);
            foreach (var (gap, length) in ranges)
            {
                uids.Add(new UidRange(next + gap, next + gap + length - 1));
                next += gap + length;
            }

            return UidSet.FromRanges(uids);
        });

    /// <summary>By ordinal: single ones, clusters, both ends, all.</summary>
    private static readonly Gen<Func<UidSet, UidSet>> Deletions = Gen.OneOf(
        Gen.Int[0, 10_000].Array[0, 20].Select(ordinals => Chosen((ordinal, count) => ordinals.Any(chosen => chosen % count == ordinal))),
        Gen.Select(Gen.Int[0, 10_000], Gen.Int[1, 300]).Array[1, 3].Select(clusters => Chosen((ordinal, count) => clusters.Any(cluster => ordinal >= cluster.Item1 % count && ordinal < (cluster.Item1 % count) + cluster.Item2))),
        Gen.Int[2, 9].Select(every => Chosen((ordinal, _) => ordinal % every == 0)),
        Gen.Const(Chosen((ordinal, count) => ordinal == 0 || ordinal == count - 1)),
        Gen.Const(Chosen((_, _) => true)));

    [Fact]
    public void It_finds_exactly_what_is_gone() =>
        Gen.Select(Mailboxes, Deletions).Sample((known, choose) =>
        {
            var deleted = choose(known);
            return Search(known, known.Except(deleted)).Deleted.Equals(deleted);
        }, iter: 2_000);

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(4)]
    public void Fifty_deletions_among_100_000_messages_take_at_most_8_rounds_and_1_200_probes(int seed)
    {
        var random = new Random(seed);
        var known = UidSet.FromRanges([new UidRange(1000, 100_999)]);
        var deleted = UidSet.From(Enumerable.Range(1000, 100_000).OrderBy(_ => random.Next()).Take(50).Select(uid => (uint)uid));
        var (found, rounds, probes) = Search(known, known.Except(deleted));
        found.ShouldBe(deleted);
        rounds.ShouldBeLessThanOrEqualTo(8);
        probes.ShouldBeLessThanOrEqualTo(1_200);
    }

    [Fact]
    public void Nothing_lost_and_everything_lost_need_no_question()
    {
        var known = UidSet.FromRanges([new UidRange(5, 90_000)]);
        Search(known, known).ShouldBe((UidSet.Empty, 0, 0));
        Search(known, UidSet.Empty).ShouldBe((known, 0, 0));
        Search(UidSet.Empty, UidSet.Empty).ShouldBe((UidSet.Empty, 0, 0));
    }

    [Fact]
    public void One_lost_stretch_needs_questions_only_at_its_ends()
    {
        var known = UidSet.FromRanges([new UidRange(1, 100_000)]);
        var (found, _, probes) = Search(known, known.Except(UidSet.FromRanges([new UidRange(30_001, 60_000)])));
        found.ToString().ShouldBe("30001:60000");
        probes.ShouldBeLessThanOrEqualTo(64 + (7 * 3));
    }

    [Fact]
    public void The_first_questions_are_at_most_64_and_ascending()
    {
        var probes = new DeletionSearch(UidSet.FromRanges([new UidRange(1, 100_000)]), 99_999).NextProbes();
        probes.Count.ShouldBe(64);
        probes.ShouldBe(probes.Distinct().Order());
        probes[0].ShouldBeInRange(1500, 1600);
        new DeletionSearch(UidSet.FromRanges([new UidRange(1, 11)]), 10).NextProbes().ShouldBe(Enumerable.Range(1, 10));
    }

    [Fact]
    public void It_asks_the_same_until_it_is_answered()
    {
        var search = new DeletionSearch(UidSet.FromRanges([new UidRange(1, 9)]), 4);
        search.NextProbes().ShouldBe(search.NextProbes());
        Should.Throw<InvalidOperationException>(() => search.Deleted);
    }

    [Fact]
    public void Answers_to_what_was_not_asked_do_not_count()
    {
        var search = new DeletionSearch(UidSet.Of(1, 2), 1);
        search.Answer(new Dictionary<int, uint> { [1] = 2, [2] = 77, [-1] = 3 });
        search.Deleted.ToString().ShouldBe("1");
    }

    [Theory]
    [InlineData("10 20 99", "a UID that is not known")]
    [InlineData("20 10 30", "UIDs that do not ascend")]
    [InlineData("10 10 30", "a UID twice")]
    [InlineData("30 40 50", "a UID with too few after it")]
    [InlineData("10 20", "an answer is missing")]
    public void Answers_that_cannot_be_are_inconsistent(string uids, string what)
    {
        var search = new DeletionSearch(UidSet.Of(10, 20, 30, 40), 3);
        search.NextProbes().Count.ShouldBe(3);
        search.Answer(uids.Split(' ').Select((uid, i) => (uid, i)).ToDictionary(answer => answer.i + 1, answer => uint.Parse(answer.uid)));
        search.IsInconsistent.ShouldBeTrue(what);
        search.NextProbes().ShouldBeEmpty();
        Should.Throw<InvalidOperationException>(() => search.Deleted);
    }

    [Fact]
    public void More_messages_than_are_known_are_inconsistent() => new DeletionSearch(UidSet.Of(1, 2), 3).IsInconsistent.ShouldBeTrue();

    [Fact]
    public void Whatever_is_answered_the_search_ends() =>
        Gen.Select(Mailboxes, Gen.Int[0, 100], Gen.Int).Sample((known, left, seed) =>
        {
            var random = new Random(seed);
            var search = new DeletionSearch(known, (int)(known.Count * left / 100));
            var rounds = 0;
            for (; search.NextProbes().Count > 0 && rounds < 50; rounds++)
                search.Answer(search.NextProbes().ToDictionary(probe => probe, probe => known.Select(Math.Min((int)known.Count - 1, probe - 1 + (random.Next(20) == 0 ? random.Next(3) : 0)))));
            return rounds < 50 && (search.IsInconsistent || search.Deleted.Count == known.Count - (known.Count * left / 100));
        });

    private static (UidSet Deleted, int Rounds, int Probes) Search(UidSet known, UidSet left)
    {
        var search = new DeletionSearch(known, (int)left.Count);
        var (rounds, probes) = (0, 0);
        for (; search.NextProbes().Count > 0; rounds++)
        {
            probes += search.NextProbes().Count;
            search.Answer(search.NextProbes().ToDictionary(probe => probe, probe => left.Select(probe - 1)));
        }

        search.IsInconsistent.ShouldBeFalse();
        return (search.Deleted, rounds, probes);
    }

    private static Func<UidSet, UidSet> Chosen(Func<int, int, bool> isDeleted) =>
        known => UidSet.From(known.Enumerate().Where((_, ordinal) => isDeleted(ordinal, (int)known.Count)));
}
