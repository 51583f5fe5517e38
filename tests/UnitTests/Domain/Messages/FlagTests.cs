using ImapApi.Domain.Messages;

namespace ImapApi.UnitTests.Domain.Messages;

public sealed class FlagTests
{
    [Theory]
    [InlineData(@"\Seen", true)]
    [InlineData(@"\ANSWERED", true)]
    [InlineData(@"\Flagged", true)]
    [InlineData(@"\Deleted", true)]
    [InlineData(@"\Draft", true)]
    [InlineData("$Forwarded", true)]
    [InlineData("follow-up/2026", true)]
    [InlineData(@"\Recent", false)]
    [InlineData(@"\Important", false)]
    [InlineData(@"\*", false)]
    [InlineData(@"\", false)]
    [InlineData("", false)]
    [InlineData(null, false)]
    [InlineData("two words", false)]
    [InlineData("Seen)", false)]
    [InlineData("a\r\nA1 LOGOUT", false)]
    [InlineData("späm", false)]
    public void System_flags_and_keywords_can_be_set(string? flag, bool settable) => Flag.IsSettable(flag).ShouldBe(settable);

    [Fact]
    public void A_keyword_is_made_of_atom_characters_only()
    {
        for (var c = (char)0; c < 256; c++)
            Flag.IsSettable("a" + c).ShouldBe(c is > ' ' and < (char)0x7f && !@"(){%*""\]".Contains(c), $"U+{(int)c:X4}");
    }

    [Fact]
    public void Length_is_bounded()
    {
        Flag.IsSettable(new string('a', 200)).ShouldBeTrue();
        Flag.IsSettable(new string('a', 201)).ShouldBeFalse();
    }
}
