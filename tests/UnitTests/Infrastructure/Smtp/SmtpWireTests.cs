using ImapApi.Application.Submissions;
using ImapApi.Domain.Messages;
using ImapApi.Domain.Submissions;
using ImapApi.TestKit.Smtp;
using ImapApi.UnitTests.Infrastructure.Submissions;

namespace ImapApi.UnitTests.Infrastructure.Smtp;

/// <summary>What goes onto the wire beyond ASCII, whatever the server offers.</summary>
public sealed class SmtpWireTests
{
    private const string Subject = "Grüße aus 東京 🙂";
    private const string Name = "Jürgen 日本";
    private const string Text = "Schöne Grüße\nпривет 🙂\n.\n.. und Schluß";

    [Theory]
    [InlineData("")]
    [InlineData("8BITMIME")]
    [InlineData("8BITMIME SMTPUTF8")]
    [InlineData("PIPELINING 8BITMIME SMTPUTF8 CHUNKING BINARYMIME")]
    public async Task Parts_arrive_as_they_were_written_on_every_wire(string extensions)
    {
        await using var bench = new SubmissionBench(new SmtpSinkOptions { Extensions = Words(extensions) });

        await bench.SubmitAsync(SubmissionBench.Hello with { Subject = Subject, To = [new EmailAddress(Name, "receiver@example.org")], Text = Text });

        var message = bench.Sink.Messages.ShouldHaveSingleItem();
        message.Content.ShouldAllBe(octet => octet < 128);
        message.Parameters.ShouldNotContain(parameter => parameter == "SMTPUTF8" || parameter.StartsWith("BODY=", StringComparison.Ordinal));
        var parsed = message.Parse();
        (parsed.Subject, parsed.To.Mailboxes.Single().Name).ShouldBe((Subject, Name));
        parsed.TextBody!.ReplaceLineEndings("\n").TrimEnd('\n').ShouldBe(Text);
    }

    [Fact]
    public async Task A_raw_message_of_utf8_goes_as_it_is_where_that_is_offered()
    {
        await using var bench = new SubmissionBench();
        var raw = $"From: a@example.com\r\nTo: {Name} <b@example.org>\r\nSubject: {Subject}\r\nMessage-ID: <utf8@example.com>\r\nDate: Fri, 01 May 2026 12:00:00 +0000\r\nMIME-Version: 1.0\r\nContent-Type: text/plain; charset=utf-8\r\nContent-Transfer-Encoding: 8bit\r\n\r\nGrüße\r\n";

        await bench.SubmitAsync(new OutgoingMessage { Raw = SubmissionBench.Bytes(System.Text.Encoding.UTF8.GetBytes(raw)) });

        var message = bench.Sink.Messages.ShouldHaveSingleItem();
        System.Text.Encoding.UTF8.GetString(message.Content).ShouldBe(raw);
        message.Parameters.ShouldContain("SMTPUTF8");
        message.Parameters.ShouldContain("BODY=8BITMIME");
    }

    [Theory]
    [InlineData("8BITMIME", "Subject: Grüße\r\n\r\nx\r\n", "SMTPUTF8")]
    [InlineData("SMTPUTF8", "Subject: x\r\n\r\nGrüße\r\n", "8BITMIME")]
    [InlineData("", "Subject: x\r\n\r\nGrüße\r\n", "8BITMIME")]
    public async Task A_raw_message_that_the_server_cannot_take_is_not_begun(string extensions, string rest, string missing)
    {
        await using var bench = new SubmissionBench(new SmtpSinkOptions { Extensions = Words(extensions) });

        var failed = await bench.FailAsync(new OutgoingMessage { Raw = SubmissionBench.Bytes(System.Text.Encoding.UTF8.GetBytes("From: a@example.com\r\nTo: b@example.org\r\n" + rest)) });

        failed.Certainty.ShouldBe(SubmissionCertainty.Permanent);
        failed.Message.ShouldContain(missing);
        bench.Sink.Commands.ShouldNotContain(command => command.Stage == ImapApi.TestKit.Smtp.SmtpStage.Mail);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    public async Task The_size_that_ehlo_tells_is_the_most_that_is_begun(int over)
    {
        long length;
        await using (var probe = new SubmissionBench())
        {
            await probe.SubmitAsync(Fixed);
            length = probe.Sink.Messages.ShouldHaveSingleItem().Content.Length;
        }

        await using var bench = new SubmissionBench(new SmtpSinkOptions { MaxSize = (int)length - over });

        if (over == 0)
            await bench.SubmitAsync(Fixed);
        else
            (await bench.FailAsync(Fixed)).Code.ShouldBe("TooLarge");
        bench.Sink.Messages.Count.ShouldBe(1 - over);
        bench.Sink.Commands.Count(command => command.Stage == ImapApi.TestKit.Smtp.SmtpStage.Mail).ShouldBe(1 - over);
    }

    /// <summary>Of the same length each time, with lone line feeds, dots and a Bcc that do not count as they stand.</summary>
    private static OutgoingMessage Fixed => new()
    {
        Raw = SubmissionBench.Bytes("From: a@example.com\nTo: b@example.org\nBcc: c@example.net\nMessage-ID: <fixed@example.com>\nDate: Fri, 01 May 2026 12:00:00 +0000\nSubject: x\n\n.one\n..two\nthree\n"),
    };

    private static string[] Words(string text) => text.Split(' ', StringSplitOptions.RemoveEmptyEntries);
}
