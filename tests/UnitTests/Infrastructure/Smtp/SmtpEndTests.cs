using ImapApi.Application.Submissions;
using ImapApi.Infrastructure.Smtp;
using ImapApi.TestKit.Smtp;
using ImapApi.UnitTests.Infrastructure.Submissions;
using Stage = ImapApi.TestKit.Smtp.SmtpStage;

namespace ImapApi.UnitTests.Infrastructure.Smtp;

/// <summary>What is known of a message around its final dot: it may have been sent only when the dot was.</summary>
public sealed class SmtpEndTests
{
    [Fact]
    public async Task A_server_that_goes_before_the_dot_is_written_does_not_have_the_message()
    {
        await using var bench = new SubmissionBench();

        var failed = await bench.FailAsync(SubmissionBench.Hello, async _ =>
        {
            bench.Sink.DropAll();
            await bench.Sink.WaitForOpenConnectionsAsync(0);
        });

        (failed.Code, failed.Certainty, failed.Stage).ShouldBe(("SMTPUnavailable", SubmissionCertainty.Temporary, global::ImapApi.Application.Submissions.SmtpStage.Content));
        bench.Sink.Commands.ShouldNotContain(command => command.Stage == Stage.Content);
    }

    [Fact]
    public async Task A_server_that_goes_before_the_dot_is_not_even_noted_as_one_that_may_have_the_message()
    {
        await using var bench = new SubmissionBench();
        bench.Sink.CutContentAt = 1000;
        var isNoted = false;

        var failed = await bench.FailAsync(SubmissionBench.Hello with { Text = new string('x', 20_000_000) }, _ => Task.FromResult(isNoted = true));

        (failed.Code, failed.Certainty, failed.Stage).ShouldBe(("SMTPUnavailable", SubmissionCertainty.Temporary, global::ImapApi.Application.Submissions.SmtpStage.Content));
        isNoted.ShouldBeFalse();
    }

    [Theory]
    [InlineData("354 Go on")]
    [InlineData("999 What")]
    [InlineData("199 Working on it")]
    [InlineData("What")]
    public async Task An_answer_to_the_whole_message_that_is_neither_yes_nor_no_leaves_it_unknown(string reply)
    {
        await using var bench = new SubmissionBench();
        bench.Sink.On(Stage.Content, async (_, answer) =>
        {
            await answer.ApplyAsync();
            await answer.LineAsync(reply);
        });

        var failed = await bench.FailAsync(SubmissionBench.Hello);

        (failed.Code, failed.Certainty).ShouldBe(("SubmissionUnknown", SubmissionCertainty.Unknown));
        bench.Sink.Messages.ShouldHaveSingleItem();
    }

    [Fact]
    public async Task The_time_that_the_step_before_the_end_takes_is_not_the_servers()
    {
        await using var bench = new SubmissionBench(options: new SmtpOptions { CommandTimeoutSeconds = 1 });

        var receipt = await bench.SubmitAsync(SubmissionBench.Hello, cancelled => Task.Delay(1500, cancelled));

        receipt.Response.ShouldStartWith("250");
    }
}
