using ImapApi.Domain.Messages;

namespace ImapApi.UnitTests.Domain.Messages;

/// <summary>What became of a change, seen by what there is now.</summary>
public sealed class FlagChangeTests
{
    private static readonly FlagSet Now = FlagSet.Create([@"\Seen", "work"]);

    [Theory]
    [InlineData(@"\SEEN work", true)]
    [InlineData(@"\Seen", true)]
    [InlineData(@"\Seen other", false)]
    [InlineData("", true)]
    public void Added_are_those_that_are_there(string flags, bool isAdded) => ResultOf(add: flags).ShouldBe(new FlagChangeResult(isAdded, null, null));

    [Theory]
    [InlineData("other", true)]
    [InlineData("other WORK", false)]
    [InlineData("work", false)]
    [InlineData("", true)]
    public void Deleted_are_those_that_are_not(string flags, bool isDeleted) => ResultOf(delete: flags).ShouldBe(new FlagChangeResult(null, isDeleted, null));

    [Theory]
    [InlineData(@"WORK \Seen", true)]
    [InlineData(@"\Seen", false)]
    [InlineData(@"\Seen work other", false)]
    public void Set_are_exactly_these(string flags, bool isSet) => ResultOf(set: flags).ShouldBe(new FlagChangeResult(null, null, isSet));

    [Fact]
    public void What_is_both_added_and_deleted_ends_deleted()
    {
        ResultOf(add: @"\Seen Other", delete: "other").ShouldBe(new FlagChangeResult(true, true, null));
        ResultOf(add: "other", delete: "third").ShouldBe(new FlagChangeResult(false, true, null));
    }

    [Theory]
    [InlineData(null, null, null, true)]
    [InlineData(true, true, true, true)]
    [InlineData(false, true, true, false)]
    [InlineData(true, false, null, false)]
    [InlineData(null, true, false, false)]
    public void Is_whole_when_nothing_that_was_asked_is_missing(bool? added, bool? deleted, bool? set, bool isWhole) => new FlagChangeResult(added, deleted, set).IsWhole.ShouldBe(isWhole);

    private static FlagChangeResult ResultOf(string? add = null, string? delete = null, string? set = null) => new FlagChange(List(add), List(delete), List(set)).ResultIn(Now);

    private static string[]? List(string? flags) => flags?.Split(' ', StringSplitOptions.RemoveEmptyEntries);
}
