using ImapApi.Infrastructure.Mime;

namespace ImapApi.UnitTests.Infrastructure.Mime;

public sealed class FlowedTextTests
{
    [Theory]
    [InlineData("", "")]
    [InlineData("one line", "one line")]
    [InlineData("flowed \nlines", "flowed lines")]
    [InlineData("three \nflowed \nlines\n", "three flowed lines\n")]
    [InlineData("fixed\nlines\n", "fixed\nlines\n")]
    [InlineData("a \n\nb", "a \nb")]
    [InlineData("> quoted \n> text\nanswer", "> quoted text\nanswer")]
    [InlineData(">> deep \n> less deep \nnone", ">> deep \n> less deep \nnone")]
    [InlineData("> \n> a", ">\n> a")]
    [InlineData(">\n> a", ">\n> a")]
    [InlineData(" From here", "From here")]
    [InlineData(" > no quote", "> no quote")]
    [InlineData("text \n-- \nAlice", "text \n-- \nAlice")]
    [InlineData("> text\n> -- \n> Alice", "> text\n> -- \n> Alice")]
    [InlineData("cut at the end ", "cut at the end ")]
    public void Joins_flowed_lines_of_one_quote_depth(string text, string unwrapped) => FlowedText.Unwrap(text, delSp: false).ShouldBe(unwrapped);

    [Theory]
    [InlineData("flo \nwed", "flowed")]
    [InlineData("two  \nwords", "two words")]
    [InlineData("日本 \n語", "日本語")]
    [InlineData("text\n-- \nAlice", "text\n-- \nAlice")]
    public void DelSp_takes_the_trailing_space_away(string text, string unwrapped) => FlowedText.Unwrap(text, delSp: true).ShouldBe(unwrapped);
}
