using System.Text;
using ImapApi.Domain.Submissions;
using ImapApi.TestKit.Smtp;

namespace ImapApi.UnitTests.Infrastructure.Submissions;

/// <summary>What ends a message for one server and not for the next: between them a second message could be smuggled in.</summary>
public sealed class SmugglingTests
{
    public static TheoryData<string> Ends => [.. SmuggledMessage.Ends];

    [Theory]
    [MemberData(nameof(Ends))]
    public async Task A_raw_message_stays_one_message_for_the_most_credulous_server(string end)
    {
        // This sink takes every one of the sequences for the end of a message.
        await using var bench = new SubmissionBench(new SmtpSinkOptions { EndsOfContent = ["\r\n.\r\n", "\n.\n", "\n.\r\n", "\r\n.\n", "\r.\r", "\r.\r\n", "\r\n.\r", "\r.\n", "\n.\r"] });
        var raw = SmuggledMessage.Create("a@example.com", "b@example.org", "victim@example.org", end);

        await bench.SubmitAsync(new OutgoingMessage { Raw = SubmissionBench.Bytes(raw) });

        var message = bench.Sink.Messages.ShouldHaveSingleItem();
        message.From.ShouldBe("a@example.com");
        message.Text.ShouldContain("smuggled");
        message.Text.ShouldEndWith("rest\r\n");
        bench.Sink.Commands.Count(command => command.Stage == SmtpStage.Mail).ShouldBe(1);
        IsNormal(message.Text).ShouldBeTrue();
    }

    [Theory]
    [InlineData("\r")]
    [InlineData("\n")]
    [InlineData("x")]
    [InlineData("\r\n\r\n\r")]
    [InlineData("\n\r")]
    public async Task Line_ends_are_made_crlf_across_every_border_of_blocks(string piece)
    {
        await using var bench = new SubmissionBench();
        var body = string.Concat(Enumerable.Repeat(piece, 140_000 / piece.Length));

        await using var composed = (await bench.ComposeAsync(new OutgoingMessage { Raw = SubmissionBench.Bytes("From: a@example.com\r\nTo: b@example.org\r\n\r\n" + body) })).Source;

        using var reader = new StreamReader(composed.OpenRead(), Encoding.Latin1);
        var text = await reader.ReadToEndAsync();
        IsNormal(text).ShouldBeTrue();
        text.ShouldEndWith("\r\n");
        var expected = body.Replace("\r\n", "\n", StringComparison.Ordinal).Replace('\r', '\n');
        text[(text.IndexOf("\r\n\r\n", StringComparison.Ordinal) + 4)..].Replace("\r\n", "\n", StringComparison.Ordinal).ShouldBe(expected.EndsWith('\n') ? expected : expected + "\n");
    }

    private static bool IsNormal(string text)
    {
        var without = text.Replace("\r\n", "", StringComparison.Ordinal);
        return !without.Contains('\r') && !without.Contains('\n');
    }
}
