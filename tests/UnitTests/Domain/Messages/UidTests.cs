using ImapApi.Domain.Messages;

namespace ImapApi.UnitTests.Domain.Messages;

public sealed class UidTests
{
    [Theory]
    [InlineData(1u, 2u)]
    [InlineData(2u, 2u)]
    [InlineData(uint.MaxValue, 1u)]
    public void Are_compared_as_numbers_are(uint one, uint other)
    {
        var (left, right) = (new Uid(one), new Uid(other));

        (left < right, left <= right, left > right, left >= right).ShouldBe((one < other, one <= other, one > other, one >= other));
        left.CompareTo(right).ShouldBe(one.CompareTo(other));
    }
}
