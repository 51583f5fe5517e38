using ImapApi.Infrastructure.MailServers;

namespace ImapApi.UnitTests.Infrastructure.Network;

public sealed class ServerWordsTests
{
    [Theory]
    [InlineData("Grüße, 世界", "Grüße, 世界")]
    [InlineData("one\r\ntwo\0\u001b[31m\u0085x", "one  two  [31m x")]
    [InlineData("left\u202Eright\u2028next", "left right next")]
    [InlineData("", "")]
    public void Come_on_one_line_and_command_no_terminal(string words, string shown) => ServerWords.Clean(words).ShouldBe(shown);

    [Fact]
    public void Are_cut_where_nobody_would_read_on()
    {
        ServerWords.Clean(new string('x', 1000)).ShouldBe(new string('x', 1000));
        ServerWords.Clean(new string('x', 1001)).ShouldBe(new string('x', 1000) + " …");
    }
}
