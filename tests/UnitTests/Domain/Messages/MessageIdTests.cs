using CsCheck;
using ImapApi.Domain.Mailboxes;
using ImapApi.Domain.Messages;

namespace ImapApi.UnitTests.Domain.Messages;

public sealed class MessageIdTests
{
    [Theory]
    [InlineData("AAAAAQAAAeE", 1, 481)]
    [InlineData("AAAAAQAAAAE", 1, 1)]
    [InlineData("_____wAAAAE", uint.MaxValue, 1)]
    [InlineData("AAAAAf____8", 1, uint.MaxValue)]
    public void The_id_is_mailbox_number_and_UID(string text, uint mailbox, uint uid)
    {
        MessageId.TryParse(text, out var id).ShouldBeTrue();
        id.ShouldBe(new MessageId(new MailboxNumber(mailbox), new Uid(uid)));
        id.ToString().ShouldBe(text);
    }

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("AAAAAQAAAe")]
    [InlineData("AAAAAQAAAeEA")]
    [InlineData("AAAAAQAAAeE=")]
    [InlineData("AAAAAQAAAe=")]
    [InlineData("AAAAAQAAA+E")]
    [InlineData("AAAAAQAAA/E")]
    [InlineData("AAAAAQ AAeE")]
    [InlineData("AAAAAQ\nAAeE")]
    [InlineData("AAAAAAAAAeE")]
    [InlineData("AAAAAQAAAAA")]
    [InlineData("AAAAAQAAAeF")]
    [InlineData("ÄAAAAQAAAeE")]
    public void What_is_not_an_id_is_refused(string? text) => MessageId.TryParse(text, out _).ShouldBeFalse();

    [Fact]
    public void Every_id_survives_its_spelling() =>
        IdGenerators.MessageIds.Sample(id => MessageId.TryParse(id.ToString(), out var parsed) && parsed == id && id.ToString().All(c => char.IsAsciiLetterOrDigit(c) || c is '-' or '_'));

    [Fact]
    public void Any_string_is_either_refused_or_the_one_spelling_of_its_id() =>
        IdGenerators.Strings.Sample(text => !MessageId.TryParse(text, out var id) || id.ToString() == text, iter: 5_000);
}
