using ImapApi.Domain.Submissions;

namespace ImapApi.UnitTests.Domain.Submissions;

public sealed class InternetMessageIdTests
{
    [Theory]
    [InlineData("<a@b>", true)]
    [InlineData("<a..b!@[1.2]>", true)]
    [InlineData("a@b", false)]
    [InlineData("<a@b", false)]
    [InlineData("<a b@c>", false)]
    [InlineData("<a@b@c>", false)]
    [InlineData("<@b>", false)]
    [InlineData("<a@>", false)]
    [InlineData("<a@b>\n", false)]
    [InlineData("<ä@b>", false)]
    [InlineData("", false)]
    [InlineData(null, false)]
    public void Is_one_word_in_angle_brackets(string? id, bool isValid) => InternetMessageId.IsValid(id).ShouldBe(isValid);

    [Fact]
    public void Fits_a_line()
    {
        InternetMessageId.IsValid($"<{new string('a', 896)}@b>").ShouldBeTrue();
        InternetMessageId.IsValid($"<{new string('a', 897)}@b>").ShouldBeFalse();
    }

    [Fact]
    public void All_are_found_in_their_order_and_garbage_is_passed_over() =>
        InternetMessageId.FindAll("Your message of <yesterday> (<one@x>), <two@y><three@z\r\n <four @v> <five@w>").ShouldBe(["<one@x>", "<two@y>", "<five@w>"]);

    [Fact]
    public void A_new_one_is_the_senders() => InternetMessageId.Create("example.com", Guid.Empty).ShouldBe("<00000000000000000000000000000000@example.com>");
}
