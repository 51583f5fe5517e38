using ImapApi.Application.Submissions;
using ImapApi.Domain.Accounts;
using ImapApi.Domain.Messages;
using ImapApi.Domain.Submissions;
using ImapApi.Infrastructure.Smtp;
using ImapApi.TestKit.Smtp;
using Stage = ImapApi.TestKit.Smtp.SmtpStage;

namespace ImapApi.UnitTests.Infrastructure.Submissions;

public sealed class SmtpTransportTests
{
    [Fact]
    public async Task A_message_is_taken_as_it_was_composed_but_for_bcc()
    {
        await using var bench = new SubmissionBench();
        var message = SubmissionBench.Hello with { Bcc = [new EmailAddress("", "hidden@example.net")], Text = ".dot\n..two\nlast" };
        var composed = await bench.ComposeAsync(message);

        var receipt = await bench.Transport.SubmitAsync(bench.Account, composed, _ => Task.CompletedTask, CancellationToken.None);

        var taken = bench.Sink.Messages.ShouldHaveSingleItem();
        taken.From.ShouldBe("sender@example.com");
        taken.To.ShouldBe(["receiver@example.org", "hidden@example.net"]);
        var filed = await SubmissionBench.TextAsync(composed);
        filed.ShouldContain("Bcc: hidden@example.net\r\n");
        taken.Text.ShouldBe(filed.Replace("Bcc: hidden@example.net\r\n", "", StringComparison.Ordinal));
        taken.Parameters.ShouldContain($"SIZE={taken.Content.Length}");
        receipt.Response.ShouldStartWith("250 ");
        receipt.Rejected.ShouldBeEmpty();
        receipt.Conversation.ShouldContain(line => line.StartsWith("C: MAIL FROM:<sender@example.com>", StringComparison.Ordinal));
        string.Join('\n', receipt.Conversation).ShouldNotContain(".dot");
        string.Join('\n', receipt.Conversation).ShouldNotContain(Convert.ToBase64String("\0me@example.com\0secret"u8));
    }

    [Fact]
    public async Task The_step_before_the_end_happens_when_all_but_the_final_dot_was_sent()
    {
        await using var bench = new SubmissionBench();
        var seen = "";

        await bench.SubmitAsync(SubmissionBench.Hello, async cancelled =>
        {
            await bench.Sink.WaitForAsync(Stage.Data);
            while (!(seen = System.Text.Encoding.Latin1.GetString(bench.Sink.Received)).EndsWith("Hello, world!\r\n", StringComparison.Ordinal))
                await Task.Delay(5, cancelled);
            bench.Sink.Messages.ShouldBeEmpty();
        });

        seen.ShouldNotContain("\r\n.\r\n");
        bench.Sink.Messages.ShouldHaveSingleItem();
        bench.Sink.Commands.ShouldNotContain(command => command.Stage == Stage.Bdat || command.Line.StartsWith("BDAT", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_step_that_fails_before_the_end_sends_nothing_and_is_told_as_it_is()
    {
        await using var bench = new SubmissionBench();

        var thrown = await Should.ThrowAsync<InvalidOperationException>(() => bench.SubmitAsync(SubmissionBench.Hello, _ => throw new InvalidOperationException("fenced")));

        thrown.Message.ShouldBe("fenced");
        await bench.Sink.WaitForOpenConnectionsAsync(0);
        bench.Sink.Messages.ShouldBeEmpty();
    }

    [Fact]
    public async Task A_caller_that_gives_up_before_the_end_sends_nothing()
    {
        await using var bench = new SubmissionBench();
        bench.Sink.Hold(Stage.Rcpt);
        using var caller = new CancellationTokenSource();
        var sending = bench.SubmitAsync(SubmissionBench.Hello, cancellationToken: caller.Token);
        await bench.Sink.WaitForAsync(Stage.Rcpt);

        await caller.CancelAsync();

        await Should.ThrowAsync<OperationCanceledException>(() => sending);
        bench.Sink.Messages.ShouldBeEmpty();
    }

    [Fact]
    public async Task A_caller_that_gives_up_after_the_end_hears_how_it_ended()
    {
        await using var bench = new SubmissionBench();
        var gate = bench.Sink.Hold(Stage.Content);
        using var caller = new CancellationTokenSource();
        var sending = bench.SubmitAsync(SubmissionBench.Hello, cancellationToken: caller.Token);
        await gate.WaitUntilReachedAsync();

        await caller.CancelAsync();
        gate.Release();

        (await sending).Response.ShouldStartWith("250");
    }

    [Theory]
    [InlineData(Stage.Mail, "550 5.1.0 You may not", "MailServerRejected", SubmissionCertainty.Permanent)]
    [InlineData(Stage.Mail, "451 4.3.0 Later", "SMTPUnavailable", SubmissionCertainty.Temporary)]
    [InlineData(Stage.Mail, "552 5.3.4 Too big", "TooLarge", SubmissionCertainty.Permanent)]
    [InlineData(Stage.Mail, "530 5.7.0 Log in", "AuthenticationFailed", SubmissionCertainty.Temporary)]
    [InlineData(Stage.Rcpt, "550 5.1.1 Unknown", "MailServerRejected", SubmissionCertainty.Permanent)]
    [InlineData(Stage.Rcpt, "450 4.2.1 Greylisted", "SMTPUnavailable", SubmissionCertainty.Temporary)]
    [InlineData(Stage.Data, "554 5.5.1 No", "MailServerRejected", SubmissionCertainty.Permanent)]
    [InlineData(Stage.Data, "421 4.3.2 Closing", "SMTPUnavailable", SubmissionCertainty.Temporary)]
    [InlineData(Stage.Content, "554 5.7.1 Spam", "MailServerRejected", SubmissionCertainty.Permanent)]
    [InlineData(Stage.Content, "552 5.2.2 Mailbox full", "MailServerRejected", SubmissionCertainty.Permanent)]
    [InlineData(Stage.Content, "451 4.7.1 Later", "SMTPUnavailable", SubmissionCertainty.Temporary)]
    internal async Task A_refusal_is_told_with_the_servers_own_words(Stage stage, string reply, string code, SubmissionCertainty certainty)
    {
        await using var bench = new SubmissionBench();
        bench.Sink.Answer(stage, reply);

        var failed = await bench.FailAsync(SubmissionBench.Hello);

        failed.Code.ShouldBe(code, failed.Message);
        failed.Certainty.ShouldBe(certainty);
        failed.ServerResponse.ShouldBe(reply);
        failed.Retryable.ShouldBe(certainty == SubmissionCertainty.Temporary);
        failed.Conversation.ShouldContain("S: " + reply);
        bench.Sink.Messages.ShouldBeEmpty();
    }

    [Theory]
    [InlineData(Stage.Mail, SmtpCut.AfterReply)]
    [InlineData(Stage.Rcpt, SmtpCut.BeforeEffect)]
    [InlineData(Stage.Data, SmtpCut.BeforeEffect)]
    internal async Task A_connection_that_breaks_before_the_end_means_not_sent(Stage stage, SmtpCut cut)
    {
        await using var bench = new SubmissionBench();
        bench.Sink.Cut(stage, cut);
        var hasCommitted = false;

        var failed = await bench.FailAsync(SubmissionBench.Hello, _ => Task.FromResult(hasCommitted = true));

        failed.Certainty.ShouldBe(SubmissionCertainty.Temporary);
        failed.Code.ShouldBe("SMTPUnavailable");
        hasCommitted.ShouldBeFalse();
    }

    [Theory]
    [InlineData(SmtpCut.BeforeEffect, 0)]
    [InlineData(SmtpCut.InsteadOfReply, 1)]
    internal async Task A_connection_that_breaks_after_the_end_means_that_nobody_knows(SmtpCut cut, int taken)
    {
        await using var bench = new SubmissionBench();
        bench.Sink.Cut(Stage.Content, cut);

        var failed = await bench.FailAsync(SubmissionBench.Hello);

        failed.Code.ShouldBe("SubmissionUnknown");
        failed.Certainty.ShouldBe(SubmissionCertainty.Unknown);
        failed.Retryable.ShouldBeFalse();
        bench.Sink.Messages.Count.ShouldBe(taken);
    }

    [Fact]
    public async Task A_connection_that_breaks_after_the_answer_means_what_the_answer_said()
    {
        await using var bench = new SubmissionBench();
        bench.Sink.Cut(Stage.Content, SmtpCut.AfterReply);

        (await bench.SubmitAsync(SubmissionBench.Hello)).Response.ShouldStartWith("250");
    }

    [Fact]
    public async Task A_refused_recipient_does_not_keep_the_others_from_getting_it()
    {
        await using var bench = new SubmissionBench();
        bench.Sink.On(Stage.Rcpt, (command, reply) => command.Path.StartsWith("nobody", StringComparison.Ordinal) ? reply.LineAsync("550 5.1.1 No such user") : reply.StandardAsync());

        var receipt = await bench.SubmitAsync(SubmissionBench.Hello with { Cc = [new EmailAddress("", "nobody@example.org")] });

        var refusal = receipt.Rejected.ShouldHaveSingleItem();
        refusal.Address.ShouldBe("nobody@example.org");
        refusal.Reply.ShouldBe(new global::ImapApi.Application.Submissions.SmtpReply(550, "5.1.1", "No such user"));
        bench.Sink.Messages.ShouldHaveSingleItem().To.ShouldBe(["receiver@example.org"]);
    }

    [Fact]
    public async Task A_message_over_the_size_that_ehlo_tells_is_not_begun()
    {
        await using var bench = new SubmissionBench(new SmtpSinkOptions { MaxSize = 2000 });

        var failed = await bench.FailAsync(SubmissionBench.Hello with { Text = new string('x', 3000) });

        failed.Code.ShouldBe("TooLarge");
        failed.Certainty.ShouldBe(SubmissionCertainty.Permanent);
        bench.Sink.Commands.ShouldNotContain(command => command.Stage == Stage.Mail);
    }

    [Fact]
    public async Task Messages_of_an_account_share_a_connection_for_a_few_seconds()
    {
        await using var bench = new SubmissionBench();

        for (var i = 0; i < 3; i++)
            await bench.SubmitAsync(SubmissionBench.Hello);

        bench.Sink.ConnectionCount.ShouldBe(1);
        bench.Sink.Messages.Count.ShouldBe(3);
    }

    [Fact]
    public async Task A_connection_that_was_closed_while_it_was_kept_is_replaced()
    {
        await using var bench = new SubmissionBench();
        await bench.SubmitAsync(SubmissionBench.Hello);
        bench.Sink.DropAll();

        await bench.SubmitAsync(SubmissionBench.Hello);

        bench.Sink.ConnectionCount.ShouldBe(2);
        bench.Sink.Messages.Count.ShouldBe(2);
    }

    [Fact]
    public async Task An_account_of_the_authentication_server_logs_in_for_every_message()
    {
        await using var bench = new SubmissionBench(login: new Credentials.AuthServer());

        await bench.SubmitAsync(SubmissionBench.Hello with { From = new EmailAddress("", "a@example.com") });
        await bench.SubmitAsync(SubmissionBench.Hello with { From = new EmailAddress("", "a@example.com") });

        bench.Sink.ConnectionCount.ShouldBe(2);
        bench.Logins.Questions.ShouldBe([("example", "smtp", false), ("example", "smtp", false)]);
    }

    [Fact]
    public async Task Beyond_ascii_addresses_go_as_smtputf8_and_international_domains_as_ascii()
    {
        await using var bench = new SubmissionBench();

        await bench.SubmitAsync(SubmissionBench.Hello with { To = [new EmailAddress("Jürgen", "jürgen@bücher.example")] });
        await bench.SubmitAsync(SubmissionBench.Hello with { To = [new EmailAddress("Jürgen", "juergen@bücher.example")] });

        bench.Sink.Messages[0].Parameters.ShouldContain("SMTPUTF8");
        bench.Sink.Messages[1].Parameters.ShouldNotContain("SMTPUTF8");
        bench.Sink.Messages[1].To.ShouldBe(["juergen@xn--bcher-kva.example"]);
    }

    [Fact]
    public async Task A_server_without_smtputf8_is_not_given_what_it_cannot_take()
    {
        await using var bench = new SubmissionBench(new SmtpSinkOptions { Extensions = ["8BITMIME"] });

        var failed = await bench.FailAsync(SubmissionBench.Hello with { To = [new EmailAddress("", "jürgen@example.org")] });

        failed.Certainty.ShouldBe(SubmissionCertainty.Permanent);
        failed.Message.ShouldContain("SMTPUTF8");
        bench.Sink.Commands.ShouldNotContain(command => command.Stage == Stage.Mail);
    }

    [Fact]
    public async Task Delivery_status_and_an_empty_reverse_path_are_asked_for()
    {
        await using var bench = new SubmissionBench();

        await bench.SubmitAsync(SubmissionBench.Hello with
        {
            Envelope = new SmtpEnvelope("", ["receiver@example.org"]),
            Dsn = new DeliveryStatusRequest("id-1", ReturnFull: false, DeliveryEvents.Failure | DeliveryEvents.Delay),
        });

        var message = bench.Sink.Messages.ShouldHaveSingleItem();
        message.From.ShouldBe("");
        message.Parameters.ShouldContain("RET=HDRS");
        message.Parameters.ShouldContain("ENVID=id-1");
        message.Recipients[0].Parameters.ShouldContain("NOTIFY=FAILURE,DELAY");
    }

    [Fact]
    public async Task Eight_bit_bodies_are_declared()
    {
        await using var bench = new SubmissionBench();

        await bench.SubmitAsync(new OutgoingMessage { Raw = SubmissionBench.Bytes("From: a@example.com\r\nTo: b@example.org\r\nContent-Type: text/plain; charset=iso-8859-1\r\nContent-Transfer-Encoding: 8bit\r\n\r\nGr\u00fc\u00dfe\r\n") });

        var message = bench.Sink.Messages.ShouldHaveSingleItem();
        message.Parameters.ShouldContain("BODY=8BITMIME");
        message.Text.ShouldEndWith("\r\n\r\nGr\u00fc\u00dfe\r\n");
    }

    [Fact]
    public async Task An_account_without_smtp_settings_cannot_submit()
    {
        await using var bench = new SubmissionBench();
        await using var composed = (await bench.ComposeAsync(SubmissionBench.Hello)).Source;

        await Should.ThrowAsync<SmtpNotConfiguredException>(() => bench.Transport.SubmitAsync(
            bench.Account with { Smtp = null }, new ComposedMessage("<a@b>", "", new SmtpEnvelope("", ["a@b"]), null, composed), _ => Task.CompletedTask, CancellationToken.None));
    }
}
