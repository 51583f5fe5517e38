using CsCheck;
using ImapApi.Domain.Messages;

namespace ImapApi.UnitTests.Domain.Messages;

public sealed class FlagSetTests
{
    private static readonly Gen<string[]> Lists = Gen.OneOf(@"\Seen", @"\seen", @"\Flagged", @"\Recent", @"\recent", "a", "A", "b", "B", "_", "$Forwarded", "$forwarded", "NonJunk", "").Array[0, 8];

    [Fact]
    public void System_flags_stand_before_keywords() =>
        FlagSet.Create(["zebra", @"\Seen", "$Junk", @"\Answered", "Apple"]).Values.ShouldBe([@"\Answered", @"\Seen", "$Junk", "Apple", "zebra"]);

    [Fact]
    public void Recent_is_never_in_it() => FlagSet.Create([@"\Recent", @"\RECENT"]).ShouldBeSameAs(FlagSet.Empty);

    [Fact]
    public void Seen_is_known_in_any_case()
    {
        FlagSet.Create([@"\sEEn"]).IsSeen.ShouldBeTrue();
        FlagSet.Create(["Seen"]).IsSeen.ShouldBeFalse();
    }

    [Fact]
    public void Order_repetition_and_case_do_not_matter_to_equality() =>
        Gen.Select(Lists, Gen.Int).Sample((flags, seed) =>
        {
            var other = flags.Concat(flags.Take(2)).ToArray();
            new Random(seed).Shuffle(other);
            var (one, two) = (FlagSet.Create(flags), FlagSet.Create(other.Select(flag => flag.ToUpperInvariant())));
            return one.Equals(two) && one.GetHashCode() == two.GetHashCode();
        });

    [Fact]
    public void Two_sets_are_equal_exactly_when_they_hold_the_same_flags() =>
        Gen.Select(Lists, Lists).Sample((first, second) => FlagSet.Create(first).Equals(FlagSet.Create(second)) == Naive(first).SetEquals(Naive(second)));

    [Fact]
    public void Sets_that_differ_are_told_apart_by_their_numbers_too() => FlagSet.Create(["a"]).GetHashCode().ShouldNotBe(FlagSet.Create(["b"]).GetHashCode());

    [Fact]
    public void It_contains_what_it_was_made_of() =>
        Lists.Sample(flags => Naive(flags).All(FlagSet.Create(flags).Contains) && FlagSet.Create(flags).Values.Count == Naive(flags).Count);

    private static HashSet<string> Naive(IEnumerable<string> flags)
    {
        var set = new HashSet<string>(flags, StringComparer.OrdinalIgnoreCase);
        set.ExceptWith([@"\Recent", ""]);
        return set;
    }
}
