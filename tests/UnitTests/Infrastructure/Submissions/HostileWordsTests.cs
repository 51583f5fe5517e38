using ImapApi.Application.Submissions;
using ImapApi.Domain.Mailboxes;
using ImapApi.Domain.Messages;
using ImapApi.Domain.Submissions;

namespace ImapApi.UnitTests.Infrastructure.Submissions;

/// <summary>Words that strangers wrote, or that look like code of the format, end up in a header: they stay words.</summary>
public sealed class HostileWordsTests : IAsyncLifetime
{
    private const string Breaking = "Plan\r\nBcc: evil@example.net\n\u0085\u2028X-Evil: 1\0";

    private SubmissionBench _bench = null!;

    public ValueTask InitializeAsync()
    {
        _bench = new SubmissionBench();
        return ValueTask.CompletedTask;
    }

    public ValueTask DisposeAsync() => _bench.DisposeAsync();

    [Theory]
    [InlineData(ReferenceAction.Reply, "Re: Plan")]
    [InlineData(ReferenceAction.ReplyAll, "Re: Plan")]
    [InlineData(ReferenceAction.Forward, "Fwd: Plan")]
    public async Task An_original_whose_decoded_words_break_lines_adds_no_field(ReferenceAction action, string subject)
    {
        var composed = await _bench.ComposeAsync(
            new OutgoingMessage { To = [new EmailAddress("", "bob@example.org")], Text = "ok", Reference = new MessageReference(Original, action, Inline: true) }, Hostile(action));

        var parsed = await SubmissionBench.ReadAsync(composed);
        parsed.Headers.Select(header => header.Field).ShouldNotContain("X-Evil");
        parsed.Bcc.ShouldBeEmpty();
        parsed.Subject.ShouldStartWith(subject);
        parsed.Subject.ShouldAllBe(letter => !char.IsControl(letter) && letter != '\u2028');
        composed.Envelope.To.ShouldAllBe(address => address.EndsWith("@example.org", StringComparison.Ordinal));
        (await SubmissionBench.TextAsync(composed)).Split("\r\n").ShouldNotContain(line => line.StartsWith("Bcc:", StringComparison.Ordinal) || line.StartsWith("X-Evil", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("=?utf-8?q?a=0D=0ABcc:_evil@example.net?=")]
    [InlineData("=?utf-8?B?DQpYLUV2aWw6IDE=?= and more")]
    [InlineData("=?us-ascii?q?not_a_word")]
    [InlineData("=?u?q???=")]
    public async Task What_looks_like_an_encoded_word_is_read_as_the_caller_wrote_it(string words)
    {
        var composed = await _bench.ComposeAsync(SubmissionBench.Hello with
        {
            Subject = words,
            From = new EmailAddress(words, "sender@example.com"),
            To = [new EmailAddress("", "bob@example.org"), new EmailAddress(words, "carol@bücher.example"), new EmailAddress("Döra, D.", "dora@example.org")],
            Headers = [new HeaderField("X-Custom", words)],
        });

        var parsed = await SubmissionBench.ReadAsync(composed);
        parsed.Subject.ShouldBe(words);
        parsed.From.Mailboxes.Single().Name.ShouldBe(words);
        parsed.Headers["X-Custom"].ShouldBe(words);
        parsed.To.Mailboxes.Select(to => (to.Name ?? "", to.Address)).ShouldBe([("", "bob@example.org"), (words, "carol@bücher.example"), ("Döra, D.", "dora@example.org")]);
        (await SubmissionBench.TextAsync(composed)).ShouldContain("<carol@xn--bcher-kva.example>");
        composed.Envelope.To.ShouldBe(["bob@example.org", "carol@xn--bcher-kva.example", "dora@example.org"]);
    }

    [Theory]
    [InlineData("\"", 450)]
    [InlineData(" ", 1500)]
    [InlineData("\"\"\"\" ", 95)]
    [InlineData("x", 1500)]
    public async Task Words_that_cannot_be_folded_make_no_long_line(string letter, int times)
    {
        var words = "a" + string.Concat(Enumerable.Repeat(letter, times)) + "b";
        var composed = await _bench.ComposeAsync(SubmissionBench.Hello with { Subject = words, From = new EmailAddress(words[..Math.Min(words.Length, 500)], "sender@example.com"), Headers = [new HeaderField("X-Custom", words)] });

        (await SubmissionBench.TextAsync(composed)).Split("\r\n").ShouldAllBe(line => line.Length <= 998);
        (await SubmissionBench.ReadAsync(composed)).Subject.ShouldBe(words);
    }

    private static MessageId Original => new(new MailboxNumber(1), new Uid(481));

    private static ReferencedMessage Hostile(ReferenceAction action) => new(
        new MessageReference(Original, action, Inline: true),
        new ThreadHeaders("<two@example.org>", [], ["<one@example.org>"]),
        Breaking,
        new DateTimeOffset(2026, 1, 3, 11, 0, 0, TimeSpan.Zero),
        new EmailAddress(Breaking, "author@example.org"),
        [],
        [new EmailAddress(Breaking, "other@example.org"), new EmailAddress("", "evil@example.net\r\nX-Evil: 1")],
        [],
        new MessageText("first\r\n.\r\nMAIL FROM:<evil@example.net>\r\n", null, false),
        []);
}
