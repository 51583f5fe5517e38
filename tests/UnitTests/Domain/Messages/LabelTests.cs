using ImapApi.Domain.Messages;

namespace ImapApi.UnitTests.Domain.Messages;

public sealed class LabelTests
{
    [Theory]
    [InlineData("work", true)]
    [InlineData("two words/ü \"(%*]", true)]
    [InlineData(@"\Inbox", true)]
    [InlineData(@"\Z", true)]
    [InlineData(@"a\b", true)]
    [InlineData(null, false)]
    [InlineData("", false)]
    [InlineData(@"\", false)]
    [InlineData(@"\In box", false)]
    [InlineData(@"\*", false)]
    [InlineData("a\r\nb", false)]
    [InlineData("\u0001", false)]
    public void Is_a_name_or_one_of_Gmails_own(string? label, bool isSettable) => Label.IsSettable(label).ShouldBe(isSettable);

    [Fact]
    public void Length_is_bounded()
    {
        Label.IsSettable(new string('ü', 225)).ShouldBeTrue();
        Label.IsSettable(new string('a', 226)).ShouldBeFalse();
    }
}
