using CsCheck;
using ImapApi.Domain.Submissions;
using Text = ImapApi.Domain.Text;

namespace ImapApi.UnitTests.Domain.Submissions;

public sealed class ReplySubjectTests
{
    [Theory]
    [InlineData("Plan", "Re: Plan")]
    [InlineData("", "Re:")]
    [InlineData("Re: Plan", "Re: Plan")]
    [InlineData("RE:Plan", "RE:Plan")]
    [InlineData("AW: Plan", "AW: Plan")]
    [InlineData("Sv: Plan", "Sv: Plan")]
    [InlineData("Re[2]: Plan", "Re[2]: Plan")]
    [InlineData("Re^3: Plan", "Re^3: Plan")]
    [InlineData("回复：计划", "回复：计划")]
    [InlineData("Ｒｅ： Plan", "Ｒｅ： Plan")]
    [InlineData("Отв: План", "Отв: План")]
    [InlineData("Report: Plan", "Re: Report: Plan")]
    [InlineData("Fwd: Plan", "Re: Fwd: Plan")]
    [InlineData("  two\r\n lines\0", "Re: two   lines")]
    public void A_reply_is_prefixed_once(string original, string expected) => ReplySubject.Derive(original, ReferenceAction.Reply).ShouldBe(expected);

    [Fact]
    public void A_long_subject_is_cut_and_a_reply_to_the_reply_is_not_cut_again()
    {
        var subject = ReplySubject.Derive("Re: x" + new string(' ', 3000) + "y", ReferenceAction.Reply);

        subject.ShouldBe("Re: x");
        ReplySubject.Derive(new string('x', 3000), ReferenceAction.Reply).Length.ShouldBe(2004);
        ReplySubject.Derive(new string('x', 1999) + "🎉", ReferenceAction.Reply).ShouldBe("Re: " + new string('x', 1999));
    }

    [Theory]
    [InlineData("Plan", "Fwd: Plan")]
    [InlineData("FW: Plan", "FW: Plan")]
    [InlineData("WG: Plan", "WG: Plan")]
    [InlineData("TR: Plan", "TR: Plan")]
    [InlineData("转发: 计划", "转发: 计划")]
    [InlineData("Re: Plan", "Fwd: Re: Plan")]
    [InlineData("Trip: Plan", "Fwd: Trip: Plan")]
    public void A_forward_is_prefixed_once(string original, string expected) => ReplySubject.Derive(original, ReferenceAction.Forward).ShouldBe(expected);

    [Fact]
    public void Any_subject_becomes_one_line_and_a_reply_to_the_reply_has_the_same() =>
        Gen.Select(Gen.String, Gen.Bool.Select(isReply => isReply ? ReferenceAction.Reply : ReferenceAction.Forward)).Sample((original, action) =>
        {
            var once = ReplySubject.Derive(original, action);

            Text.IsSingleLine(once).ShouldBeTrue();
            ReplySubject.Derive(once, action).ShouldBe(once);
        });
}
