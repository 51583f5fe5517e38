using System.Text;
using ImapApi.Application.Errors;
using ImapApi.Application.Messages;
using ImapApi.Application.Submissions;
using ImapApi.Domain.Mailboxes;
using ImapApi.Domain.Messages;
using ImapApi.Domain.Submissions;
using MimeKit;
using NSubstitute;

namespace ImapApi.UnitTests.Infrastructure.Submissions;

public sealed class MessageComposerTests : IAsyncLifetime
{
    private static readonly MessageId Original = new(new MailboxNumber(1), new Uid(481));

    private SubmissionBench _bench = null!;

    public ValueTask InitializeAsync()
    {
        _bench = new SubmissionBench();
        return ValueTask.CompletedTask;
    }

    public ValueTask DisposeAsync() => _bench.DisposeAsync();

    [Fact]
    public async Task The_message_id_is_in_the_senders_domain_and_the_one_that_is_told()
    {
        var composed = await _bench.ComposeAsync(SubmissionBench.Hello with { From = new EmailAddress("", "a@bücher.example") });

        composed.MessageId.ShouldMatch("^<[0-9a-f]{32}@xn--bcher-kva.example>$");
        (await SubmissionBench.TextAsync(composed)).ShouldContain($"Message-ID: {composed.MessageId}\r\n", Case.Insensitive);
        (await _bench.ComposeAsync(SubmissionBench.Hello with { MessageId = "<my..own@id>" })).MessageId.ShouldBe("<my..own@id>");
    }

    [Fact]
    public async Task Every_line_is_short_ascii_and_ends_in_crlf()
    {
        var composed = await _bench.ComposeAsync(SubmissionBench.Hello with
        {
            From = new EmailAddress("Jürgen „Ä“ " + new string('ö', 200), "sender@example.com"),
            Subject = "Grüße 🎉 " + new string('ß', 300),
            Text = "Zeile\nmit Umlaut ü\r\nund " + new string('x', 3000) + "\u2028 und \u0085 mehr",
            Html = "<p>" + new string('ä', 3000) + "</p>",
            Headers = [new HeaderField("X-Custom", "Wörter " + string.Join(' ', Enumerable.Repeat("viele", 100)))],
        });

        var text = await SubmissionBench.TextAsync(composed);
        text.ShouldAllBe(letter => letter < 128);
        text.Split("\r\n").ShouldAllBe(line => line.Length <= 998 && !line.Contains('\r') && !line.Contains('\n'));
        var parsed = await SubmissionBench.ReadAsync(composed);
        parsed.Subject.ShouldBe("Grüße 🎉 " + new string('ß', 300));
        parsed.From.Mailboxes.Single().Name.ShouldStartWith("Jürgen „Ä“ ö");
        parsed.TextBody!.ReplaceLineEndings("\n").TrimEnd().ShouldBe("Zeile\nmit Umlaut ü\nund " + new string('x', 3000) + "\u2028 und \u0085 mehr".ReplaceLineEndings("\n"));
        parsed.Headers["X-Custom"].ShouldStartWith("Wörter viele viele");
    }

    [Theory]
    [InlineData(997)]
    [InlineData(998)]
    [InlineData(999)]
    [InlineData(1000)]
    public async Task A_line_of_a_text_is_as_long_as_a_line_may_be(int length)
    {
        var line = new string('x', length);
        var composed = await _bench.ComposeAsync(SubmissionBench.Hello with { Text = $"a\n{line}\nb\n{line}" });

        (await SubmissionBench.TextAsync(composed)).Split("\r\n").ShouldAllBe(sent => sent.Length <= 998);
        (await SubmissionBench.ReadAsync(composed)).TextBody!.ReplaceLineEndings("\n").TrimEnd().ShouldBe($"a\n{line}\nb\n{line}");
    }

    [Fact]
    public async Task A_sender_who_is_not_given_is_the_accounts_own()
    {
        var parsed = await SubmissionBench.ReadAsync(await _bench.ComposeAsync(SubmissionBench.Hello with { From = null }));

        parsed.From.ToString().ShouldBe("\"Example\" <me@example.com>");
    }

    [Fact]
    public async Task Parts_are_nested_as_mail_programs_expect_them()
    {
        var parsed = await SubmissionBench.ReadAsync(await _bench.ComposeAsync(SubmissionBench.Hello with
        {
            Html = """<img src="cid:logo"><img src='data:image/png;base64,iVBORw0KGgo='>""",
            Attachments =
            [
                new OutgoingAttachment("logo.png", SubmissionBench.Bytes("logo"), null, null, null, "logo"),
                new OutgoingAttachment("Übersicht – 2026.txt", SubmissionBench.Bytes("Gr\u00fc\u00dfe"), null, "text/plain; charset=iso-8859-1", null, null),
                new OutgoingAttachment("letter.eml", SubmissionBench.Bytes("Subject: inner\r\n\r\nHi\r\n"), null, "message/rfc822", null, null),
            ],
        }));

        Shape(parsed.Body!).ShouldBe("multipart/mixed(multipart/alternative(text/plain,multipart/related(text/html,image/png,image/png)),text/plain,message/rfc822)");
        var html = parsed.HtmlBody!;
        html.ShouldNotContain("data:");
        var images = parsed.BodyParts.OfType<MimePart>().Where(part => part.ContentType.IsMimeType("image", "*")).ToList();
        images.Select(image => "cid:" + image.ContentId).ShouldAllBe(cid => html.Contains(cid));
        Content(images.Single(image => image.FileName == "logo.png")).ShouldBe("logo");
        Content(images.Single(image => image.FileName != "logo.png")).ShouldBe("\u0089PNG\r\n\u001a\n");
        var file = parsed.Attachments.OfType<MimePart>().Single();
        file.FileName.ShouldBe("Übersicht – 2026.txt");
        Content(file).ShouldBe("Gr\u00fc\u00dfe");
    }

    [Fact]
    public async Task A_stored_attachment_is_fetched_and_sent_along()
    {
        var id = new AttachmentId(Original, PartNumber.One);
        _bench.Messages.OpenAttachmentAsync(_bench.Account.Id, id, Arg.Any<CancellationToken>())
            .Returns(_ => new AttachmentContent("application/pdf", "report.pdf", new MemoryStream(Encoding.Latin1.GetBytes("%PDF-\0\r\u00ff"))));

        var parsed = await SubmissionBench.ReadAsync(await _bench.ComposeAsync(SubmissionBench.Hello with { Attachments = [new OutgoingAttachment(null, null, id, null, null, null)] }));

        var file = parsed.Attachments.OfType<MimePart>().ShouldHaveSingleItem();
        (file.FileName, file.ContentType.MimeType, Content(file)).ShouldBe(("report.pdf", "application/pdf", "%PDF-\0\r\u00ff"));
    }

    [Fact]
    public async Task A_reply_goes_to_who_wants_answers_and_says_what_it_answers()
    {
        var composed = await _bench.ComposeAsync(new OutgoingMessage { Text = "ok", Reference = new MessageReference(Original, ReferenceAction.ReplyAll, Inline: true) }, Referenced(ReferenceAction.ReplyAll));

        var parsed = await SubmissionBench.ReadAsync(composed);
        parsed.To.ToString().ShouldBe("answers@example.org");
        parsed.Cc.ToString().ShouldBe("\"Other\" <other@example.org>, third@example.org");
        parsed.Subject.ShouldBe("AW: Plan");
        parsed.InReplyTo.ShouldBe("two@example.org");
        parsed.References.ShouldBe(["one@example.org", "two@example.org"]);
        parsed.TextBody!.ReplaceLineEndings("\n").ShouldContain("ok\n\nOn Sat, 3 Jan 2026 10:00 UTC, Author <author@example.org> wrote:\n> first\n> second\n");
        composed.Envelope.To.ShouldBe(["answers@example.org", "other@example.org", "third@example.org"]);
    }

    [Fact]
    public async Task A_forward_carries_the_original_and_its_attachments_and_answers_nobody()
    {
        var leaf = new BodyLeaf(PartNumber.One, "image/png", "base64", null, 8, "a.png", "<pic@x>", IsAttachment: true, Embedded: true, Inline: true, IsFlowed: false, DelSp: false);
        var referenced = Referenced(ReferenceAction.Forward) with { Text = new MessageText("first", "<b>first</b><img src=\"cid:pic@x\">", false), Attachments = [leaf] };
        _bench.Messages.OpenAttachmentAsync(default!, default, default).ReturnsForAnyArgs(_ => new AttachmentContent("image/png", "a.png", new MemoryStream([1, 2, 3])));

        var parsed = await SubmissionBench.ReadAsync(await _bench.ComposeAsync(
            SubmissionBench.Hello with { Subject = null, Text = null, Html = "<p>see</p>", Reference = new MessageReference(Original, ReferenceAction.Forward, Inline: true, ForwardAttachments: true) }, referenced));

        parsed.Subject.ShouldBe("Fwd: AW: Plan");
        parsed.InReplyTo.ShouldBeNull();
        parsed.References.ShouldBe(["one@example.org", "two@example.org"]);
        parsed.HtmlBody!.ShouldStartWith("<p>see</p><br><div>---------- Forwarded message");
        parsed.HtmlBody!.ShouldContain("<b>From:</b> Author &lt;author@example.org&gt;");
        Shape(parsed.Body!).ShouldBe("multipart/related(text/html,image/png)");
    }

    [Fact]
    public async Task A_raw_message_stays_as_it_is_but_for_what_it_lacks()
    {
        var raw = "Received: by us\r\nfrom: A <a@example.com>\r\nTO:b@example.org,\r\n\tc@example.org\r\nbCC: hidden@example.net\r\nX-Odd:  kept   as is \r\nSubject: =?utf-8?q?Gr=C3=BC=C3=9Fe?=\r\n\r\nbody\r\n";

        var composed = await _bench.ComposeAsync(new OutgoingMessage { Raw = SubmissionBench.Bytes(raw) });

        var text = await SubmissionBench.TextAsync(composed);
        text.ShouldStartWith($"Message-Id: {composed.MessageId}\r\nReceived: by us\r\nfrom: A <a@example.com>\r\nTO:b@example.org,\r\n\tc@example.org\r\nbCC: hidden@example.net\r\nX-Odd:  kept   as is \r\n", Case.Insensitive);
        text.ShouldContain("\r\nDate: ");
        text.ShouldEndWith("\r\n\r\nbody\r\n");
        composed.Subject.ShouldBe("Grüße");
        composed.Envelope.From.ShouldBe("a@example.com");
        composed.Envelope.To.ShouldBe(["b@example.org", "c@example.org", "hidden@example.net"]);
        await _bench.Transport.SubmitAsync(_bench.Account, composed, _ => Task.CompletedTask, CancellationToken.None);
        _bench.Sink.Messages.ShouldHaveSingleItem().Text.ShouldNotContain("hidden@example.net");
    }

    [Theory]
    [InlineData("no header at all")]
    [InlineData("To: b@example.org\r\n\r\nno sender\r\n")]
    [InlineData("From: a@example.com\r\n\r\nno recipient\r\n")]
    [InlineData("From: a@example.com\r\nTo: b@example.org\r\n\r\nNUL \0\r\n")]
    [InlineData("From: a@example.com\r\nTo: a b c\r\n\r\nodd\r\n")]
    public async Task A_raw_message_that_cannot_be_sent_is_refused(string raw) =>
        (await Should.ThrowAsync<ValidationFailedException>(() => _bench.ComposeAsync(new OutgoingMessage { Raw = SubmissionBench.Bytes(raw) }))).Fields.ShouldHaveSingleItem().Key.ShouldBe("raw");

    private static ReferencedMessage Referenced(ReferenceAction action) => new(
        new MessageReference(Original, action, Inline: true),
        new ThreadHeaders("<two@example.org>", [], ["<one@example.org>"]),
        "AW: Plan",
        new DateTimeOffset(2026, 1, 3, 11, 0, 0, TimeSpan.FromHours(1)),
        new EmailAddress("Author", "author@example.org"),
        [new EmailAddress("", "answers@example.org")],
        [new EmailAddress("Me", "me@example.com"), new EmailAddress("Other", "other@example.org")],
        [new EmailAddress("", "third@example.org"), new EmailAddress("", "not an address")],
        new MessageText("first\nsecond\n", null, false),
        []);

    private static string Shape(MimeEntity entity) =>
        entity.ContentType.MimeType + (entity is Multipart multipart ? "(" + string.Join(',', multipart.Select(Shape)) + ")" : "");

    private static string Content(MimePart part)
    {
        using var bytes = new MemoryStream();
        part.Content!.DecodeTo(bytes);
        return Encoding.Latin1.GetString(bytes.ToArray());
    }
}
