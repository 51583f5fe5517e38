using System.Buffers.Text;
using System.Text;
using CsCheck;
using ImapApi.Domain.Mailboxes;
using ImapApi.Domain.Messages;

namespace ImapApi.UnitTests.Domain.Messages;

public sealed class AttachmentIdTests
{
    private static readonly MessageId Message = new(new MailboxNumber(1), new Uid(481));

    [Fact]
    public void The_id_is_the_message_and_the_part_number()
    {
        AttachmentId.TryParse("AAAAAQAAAeExLjI", out var id).ShouldBeTrue();

        id.ShouldBe(new AttachmentId(Message, PartNumber.Parse("1.2")));
        id.ToString().ShouldBe("AAAAAQAAAeExLjI");
    }

    [Theory]
    [InlineData("")]
    [InlineData("0")]
    [InlineData("1.")]
    [InlineData("1]")]
    [InlineData("1 2")]
    [InlineData("1\r\nA1 LOGOUT")]
    [InlineData("TEXT")]
    [InlineData("1é")]
    public void A_part_that_is_no_part_number_is_refused(string part) => AttachmentId.TryParse(Pack(part), out _).ShouldBeFalse();

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("AAAAAQ")]
    [InlineData("AAAAAQAAAeE")]
    public void What_ends_before_the_part_is_refused(string? text)
    {
        AttachmentId.TryParse(text, out _).ShouldBeFalse();
        TextId.TryParse(text, out _).ShouldBeFalse();
    }

    [Fact]
    public void Every_id_survives_its_spelling() =>
        Gen.Select(IdGenerators.MessageIds, IdGenerators.PartNumbers).Sample((message, part) =>
            AttachmentId.TryParse(new AttachmentId(message, part).ToString(), out var parsed) && parsed == new AttachmentId(message, part));

    [Fact]
    public void The_deepest_part_has_an_id_too()
    {
        var deepest = new AttachmentId(Message, PartNumber.Parse(string.Join('.', Enumerable.Repeat("12", PartNumber.MaxDepth))));

        AttachmentId.TryParse(deepest.ToString(), out var parsed).ShouldBeTrue();

        parsed.ShouldBe(deepest);
    }

    [Fact]
    public void Any_string_is_either_refused_or_the_one_spelling_of_its_id() =>
        IdGenerators.Strings.Sample(text => !AttachmentId.TryParse(text, out var id) || id.ToString() == text, iter: 5_000);

    private static string Pack(string part) => Base64Url.EncodeToString([0, 0, 0, 1, 0, 0, 1, 0xe1, .. Encoding.UTF8.GetBytes(part)]);
}
