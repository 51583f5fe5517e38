using ImapApi.Domain.Messages;
using Text = ImapApi.Domain.Text;

namespace ImapApi.UnitTests.Domain;

public sealed class TextTests
{
    [Theory]
    [InlineData("", true, true)]
    [InlineData("words, ü, 🎉", true, true)]
    [InlineData("a\rb", false, true)]
    [InlineData("a\nb", false, true)]
    [InlineData("a\0b", false, true)]
    [InlineData("a\u0085b", false, true)]
    [InlineData("a\u2028b", false, true)]
    [InlineData("a\u2029b", false, true)]
    [InlineData("a\u007Fb", false, true)]
    [InlineData("🎉🎉\n", false, true)]
    public void Tells_lines_from_others(string text, bool isSingleLine, bool isWhole) => (Text.IsSingleLine(text), Text.IsWhole(text)).ShouldBe((isSingleLine, isWhole));

    [Fact]
    public void Tells_halves_of_characters_from_whole_ones()
    {
        foreach (var text in new[] { "\uD83Cx", "x\uD83C", "x\uDF89", "🎉\uDF89", "\uD83C\uD83C\uDF89" })
            (Text.IsSingleLine(text), Text.IsWhole(text)).ShouldBe((false, false));
    }

    [Theory]
    [InlineData("work", true)]
    [InlineData("two words", true)]
    [InlineData("\\Inbox", true)]
    [InlineData("\\", false)]
    [InlineData("\\In box", false)]
    [InlineData("\\9", false)]
    [InlineData("", false)]
    [InlineData(null, false)]
    [InlineData("a\nb", false)]
    public void A_label_is_a_name_or_one_of_Gmails_own(string? label, bool isSettable) => Label.IsSettable(label).ShouldBe(isSettable);

    [Fact]
    public void A_label_is_not_endless()
    {
        Label.IsSettable(new string('x', 225)).ShouldBeTrue();
        Label.IsSettable(new string('x', 226)).ShouldBeFalse();
    }
}
