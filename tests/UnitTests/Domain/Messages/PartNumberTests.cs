using CsCheck;
using ImapApi.Domain.Messages;

namespace ImapApi.UnitTests.Domain.Messages;

public sealed class PartNumberTests
{
    [Theory]
    [InlineData("1")]
    [InlineData("10.2.33")]
    [InlineData("999999999")]
    public void A_part_number_is_numbers_with_dots(string text) => PartNumber.Parse(text).Value.ShouldBe(text);

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData(".")]
    [InlineData("0")]
    [InlineData("01")]
    [InlineData("1.0")]
    [InlineData("1..2")]
    [InlineData(".1")]
    [InlineData("1.")]
    [InlineData("1.MIME")]
    [InlineData("-1")]
    [InlineData("+1")]
    [InlineData(" 1")]
    [InlineData("1 ")]
    [InlineData("1\r\n")]
    [InlineData("1]")]
    [InlineData("٣")]
    [InlineData("4294967296")]
    public void Anything_else_is_refused(string? text)
    {
        PartNumber.TryParse(text, out _).ShouldBeFalse();
        Should.Throw<FormatException>(() => PartNumber.Parse(text!)).Message.ShouldContain("1.2");
    }

    [Fact]
    public void Depth_is_bounded()
    {
        PartNumber.TryParse(string.Join('.', Enumerable.Repeat("1", PartNumber.MaxDepth)), out _).ShouldBeTrue();
        PartNumber.TryParse(string.Join('.', Enumerable.Repeat("1", PartNumber.MaxDepth + 1)), out _).ShouldBeFalse();
    }

    [Fact]
    public void The_default_is_part_one()
    {
        default(PartNumber).ShouldBe(PartNumber.One);
        default(PartNumber).GetHashCode().ShouldBe(PartNumber.One.GetHashCode());
        default(PartNumber).ToString().ShouldBe("1");
    }

    [Fact]
    public void Nothing_but_digits_and_inner_dots_passes() =>
        Gen.String[Gen.Char["0123456789..]) \r\na"], 0, 12].Sample(
            text => PartNumber.TryParse(text, out _) == (text.Length > 0 && text.Split('.').All(number => uint.TryParse(number, System.Globalization.NumberStyles.None, null, out var value) && value > 0 && number == $"{value}" && number.Length < 10)),
            iter: 20_000);
}
