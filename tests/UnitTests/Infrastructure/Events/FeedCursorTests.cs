using CsCheck;
using ImapApi.Infrastructure.Events;
using Shouldly;

namespace ImapApi.UnitTests.Infrastructure.Events;

public sealed class FeedCursorTests
{
    private static readonly Gen<long> Position = Gen.OneOf(Gen.Const(0L), Gen.Long[1, 1000], Gen.Long[0, long.MaxValue]);
    private static readonly Gen<long[]> Positions = Position.Array[1, 130];

    [Fact]
    public void Gives_every_position_back() => Positions.Sample(positions =>
    {
        FeedCursor.TryParse(FeedCursor.Format(positions), positions.Length, out var found).ShouldBeTrue();
        found.ShouldBe(positions);
    });

    [Fact]
    public void Refuses_a_position_in_another_number_of_partitions() => Positions.Sample(positions =>
    {
        FeedCursor.TryParse(FeedCursor.Format(positions), positions.Length + 1, out _).ShouldBeFalse();
        FeedCursor.TryParse(FeedCursor.Format(positions), positions.Length - 1, out _).ShouldBeFalse();
    });

    [Fact]
    public void Accepts_no_second_text_for_a_position() => Gen.Select(Positions, Gen.Int[0, 400], Gen.Char.AlphaNumeric).Sample((positions, at, other) =>
    {
        var text = FeedCursor.Format(positions).ToCharArray();
        text[at % text.Length] = other;
        var changed = new string(text);
        if (FeedCursor.TryParse(changed, positions.Length, out var found))
            FeedCursor.Format(found).ShouldBe(changed);
    });

    [Fact]
    public void Refuses_whatever_else_is_sent() => Gen.String.Sample(text =>
    {
        if (FeedCursor.TryParse(text, 64, out var found))
            FeedCursor.Format(found).ShouldBe(text);
    });

    [Theory]
    [InlineData("")]
    [InlineData("17")]
    [InlineData("AQ")]
    [InlineData("AkAAAAAAAAAAAA")]
    [InlineData("=&%")]
    public void Refuses_garbage(string text) => FeedCursor.TryParse(text, 64, out _).ShouldBeFalse();

    [Fact]
    public void Is_short() => FeedCursor.Format([.. Enumerable.Repeat(10_000L, 64)]).Length.ShouldBeLessThan(200);
}
