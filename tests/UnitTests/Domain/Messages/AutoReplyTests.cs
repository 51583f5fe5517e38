using ImapApi.Domain.Messages;

namespace ImapApi.UnitTests.Domain.Messages;

public sealed class AutoReplyTests
{
    [Theory]
    [InlineData("Auto-Submitted: auto-replied", "Re: Hello", true)]
    [InlineData("Auto-Submitted: Auto-Replied (vacation); owner-email=\"x@example.com\"", "Re: Hello", true)]
    [InlineData("Auto-Submitted: no", "Out of office", false)]
    [InlineData("Auto-Submitted: auto-generated", "Your invoice", false)]
    [InlineData("Auto-Submitted: auto-generated", "Automatische Antwort: Rechnung", true)]
    [InlineData("X-Auto-Response-Suppress: All", "Meeting moved", false)]
    [InlineData("X-Auto-Response-Suppress: All", "Automatic reply: Meeting", true)]
    [InlineData("Precedence: bulk", "Our newsletter", false)]
    [InlineData("Precedence: bulk", "自動返信: お問い合わせ", true)]
    [InlineData("Precedence: auto_reply", "Hello", true)]
    [InlineData("X-Autoreply: yes", "Hello", true)]
    [InlineData("X-Autoreply: no", "Hello", false)]
    [InlineData("X-Autorespond: Hello", "Re: Hello", true)]
    [InlineData("X-Other: 1", "Out of office: I am away", false)]
    public void Takes_a_declaration_or_a_subject_with_evidence(string header, string subject, bool isAutoReply)
    {
        var colon = header.IndexOf(':', StringComparison.Ordinal);
        string? Value(string name) => name == header[..colon] ? header[(colon + 1)..] : null;

        AutoReply.IsOne(Value, subject, isBounce: false).ShouldBe(isAutoReply);
        AutoReply.IsOne(Value, subject, isBounce: true).ShouldBeFalse();
    }
}
