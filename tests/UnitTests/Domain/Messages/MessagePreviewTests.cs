using CsCheck;
using ImapApi.Domain.Messages;

namespace ImapApi.UnitTests.Domain.Messages;

public sealed class MessagePreviewTests
{
    [Theory]
    [InlineData("  Dear Bob,\r\n\r\n\tthank you.  ", "Dear Bob, thank you.")]
    [InlineData("a\u00A0\u2003b", "a b")]
    [InlineData("Sale!\u034F \u200C\u00AD \u034F \u200B\uFEFF end", "Sale! end")]
    [InlineData("left \u202Eright", "left right")]
    [InlineData("\0a\u0007b", "a b")]
    [InlineData("", "")]
    [InlineData("cut \uFFFD\uFFFD", "cut")]
    [InlineData("👩\u200D🚀 off", "👩\u200D🚀 off")]
    public void Shows_in_one_line_what_is_seen(string text, string preview) => MessagePreview.Clean(text).ShouldBe(preview);

    [Fact]
    public void Ends_between_two_characters() =>
        MessagePreview.Clean(new string('x', 199) + "🚀🚀").ShouldBe(new string('x', 199));

    [Theory]
    [InlineData(198, " y", " y")]
    [InlineData(199, " y", "")]
    [InlineData(199, "y", "y")]
    [InlineData(200, "y", "")]
    public void The_blank_before_a_letter_counts(int before, string rest, string shown) =>
        MessagePreview.Clean(new string('x', before) + rest).ShouldBe(new string('x', before) + shown);

    [Fact]
    public void Is_short_and_clean_whatever_the_text() => Gen.String.Sample(text =>
    {
        var preview = MessagePreview.Clean(text);
        preview.Length.ShouldBeLessThanOrEqualTo(MessagePreview.MaxLength);
        preview.ShouldBe(preview.Trim());
        preview.ShouldNotContain("  ");
        preview.Any(char.IsControl).ShouldBeFalse();
        MessagePreview.Clean(preview).ShouldBe(preview);
    });
}
