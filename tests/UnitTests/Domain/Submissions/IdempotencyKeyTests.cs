using ImapApi.Domain.Submissions;

namespace ImapApi.UnitTests.Domain.Submissions;

public sealed class IdempotencyKeyTests
{
    [Theory]
    [InlineData("a", true)]
    [InlineData("order 4711/ä", false)]
    [InlineData("order 4711", true)]
    [InlineData(" !}~", true)]
    [InlineData("\u007f", false)]
    [InlineData("", false)]
    [InlineData(null, false)]
    [InlineData("two\nlines", false)]
    public void Is_printable_ASCII(string? text, bool isKey) => IdempotencyKey.TryParse(text, out _).ShouldBe(isKey);

    [Fact]
    public void Has_at_most_255_characters()
    {
        IdempotencyKey.TryParse(new string('k', 255), out var longest).ShouldBeTrue();
        IdempotencyKey.TryParse(new string('k', 256), out _).ShouldBeFalse();
        IdempotencyKey.TryParse("k", out var shortest).ShouldBeTrue();
        longest!.Hash.Length.ShouldBe(shortest!.Hash.Length);
        longest.Hash.ShouldNotBe(shortest.Hash);
    }
}
