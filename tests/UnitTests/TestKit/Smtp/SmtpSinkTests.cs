using System.Net.Sockets;
using System.Text;
using ImapApi.TestKit.Imap;
using MailKit.Net.Smtp;
using MailKit.Security;
using MimeKit;

namespace ImapApi.TestKit.Smtp;

public sealed class SmtpSinkTests
{
    [Theory]
    [InlineData("Plain")]
    [InlineData("StartTls")]
    [InlineData("Tls")]
    public async Task A_MailKit_client_logs_in_and_sends(string security)
    {
        await using var sink = SmtpSink.Start(new SmtpSinkOptions { Security = Enum.Parse<WireSecurity>(security), Admits = login => login is { User: "bob", Secret: "pä\"ss" } });
        using var client = await ConnectAsync(sink);
        await client.AuthenticateAsync("bob", "pä\"ss");

        client.IsSecure.ShouldBe(security != "Plain");
        await client.SendAsync(Message("Hello.\r\n.A dot in front\r\n."));
        await client.DisconnectAsync(true);

        var message = sink.Messages.ShouldHaveSingleItem();
        message.From.ShouldBe("bob@sink.test");
        message.To.ShouldBe(["eva@sink.test", "max@sink.test"]);
        message.Login.ShouldBe(new SmtpLogin("PLAIN", "bob", "pä\"ss"));
        message.Parse().TextBody!.ReplaceLineEndings("\r\n").TrimEnd().ShouldBe("Hello.\r\n.A dot in front\r\n.");
        message.Header.ShouldContain("Subject: Test");
        sink.Commands.Select(command => command.Stage).Last().ShouldBe(SmtpStage.Quit);
    }

    [Theory]
    [InlineData("PLAIN")]
    [InlineData("LOGIN")]
    [InlineData("XOAUTH2")]
    [InlineData("OAUTHBEARER")]
    public async Task Each_mechanism_tells_who_came_and_may_be_refused(string name)
    {
        await using var sink = SmtpSink.Start(new SmtpSinkOptions { Mechanisms = [name], Admits = login => login == new SmtpLogin(name, "bob@sink.test", "right") });
        using var refused = await ConnectAsync(sink);
        await Should.ThrowAsync<AuthenticationException>(() => refused.AuthenticateAsync(Mechanism("wrong")));
        using var admitted = await ConnectAsync(sink);

        await admitted.AuthenticateAsync(Mechanism("right"));

        admitted.IsAuthenticated.ShouldBeTrue();

        SaslMechanism Mechanism(string secret) => name switch
        {
            "PLAIN" => new SaslMechanismPlain("bob@sink.test", secret),
            "LOGIN" => new SaslMechanismLogin("bob@sink.test", secret),
            "XOAUTH2" => new SaslMechanismOAuth2("bob@sink.test", secret),
            _ => new SaslMechanismOAuthBearer("bob@sink.test", secret),
        };
    }

    [Fact]
    public async Task Every_byte_is_recorded_as_it_came()
    {
        await using var sink = SmtpSink.Start(new SmtpSinkOptions { Mechanisms = [] });
        byte[] sent = [.. "EHLO me\r\nMAIL FROM:<a@b>\r\nRCPT TO:<c@d>\r\nDATA\r\n"u8, .. "x\nÿ\0\r..\r\n..stuffed\r\n.\r\nQUIT\r\n"u8];

        await SpeakAsync(sink, sent);

        sink.Received.ShouldBe(sent);
        sink.Messages.ShouldHaveSingleItem().Content.ShouldBe("x\nÿ\0\r..\r\n.stuffed\r\n"u8.ToArray());
    }

    [Fact]
    public async Task Content_ends_at_the_one_sequence_unless_the_sink_is_told_to_be_lax()
    {
        var sent = "EHLO me\r\nMAIL FROM:<a@b>\r\nRCPT TO:<c@d>\r\nDATA\r\none\n.\nMAIL FROM:<e@f>\nRCPT TO:<g@h>\nDATA\ntwo\r\n.\r\nQUIT\r\n"u8.ToArray();
        await using var strict = SmtpSink.Start(new SmtpSinkOptions { Mechanisms = [] });
        await using var lax = SmtpSink.Start(new SmtpSinkOptions { Mechanisms = [], EndsOfContent = ["\r\n.\r\n", "\n.\n"] });

        await SpeakAsync(strict, sent);
        await SpeakAsync(lax, sent);

        strict.Messages.ShouldHaveSingleItem();
        lax.Messages.Select(message => message.Text.Trim()).ShouldBe(["one", "two"]);
    }

    [Fact]
    public async Task Chunks_are_put_together()
    {
        await using var sink = SmtpSink.Start(new SmtpSinkOptions { Mechanisms = [] });

        var answers = await SpeakAsync(sink, "EHLO me\r\nMAIL FROM:<> BODY=8BITMIME\r\nRCPT TO:<c@d> NOTIFY=NEVER\r\nBDAT 5\r\none\r\nBDAT 6 LAST\r\n.\r\n.\r\nQUIT\r\n"u8.ToArray());

        var message = sink.Messages.ShouldHaveSingleItem();
        message.Text.ShouldBe("one\r\n.\r\n.\r\n");
        message.From.ShouldBeEmpty();
        message.Parameters.ShouldBe(["BODY=8BITMIME"]);
        message.Recipients.ShouldHaveSingleItem().Parameters.ShouldBe(["NOTIFY=NEVER"]);
        answers.ShouldContain("250 2.0.0 Queued as Q1");
    }

    [Theory]
    [InlineData("MAIL FROM:<a@b> SIZE=101\r\n", "552 5.3.4")]
    [InlineData("MAIL FROM:<a@b> SMTPUTF8\r\n", "555 5.5.4 SMTPUTF8")]
    [InlineData("MAIL FROM:<ä@b>\r\n", "553 5.6.7")]
    [InlineData("RCPT TO:<a@b>\r\n", "503 5.5.1 MAIL first")]
    [InlineData("MAIL FROM:<a@b>\r\nDATA\r\n", "503 5.5.1 No recipients")]
    [InlineData("BANG\r\n", "500 5.5.1")]
    public async Task What_is_not_offered_or_out_of_order_is_refused(string commands, string answer)
    {
        await using var sink = SmtpSink.Start(new SmtpSinkOptions { Mechanisms = [], Extensions = ["PIPELINING"], MaxSize = 100 });

        (await SpeakAsync(sink, Encoding.UTF8.GetBytes($"EHLO me\r\n{commands}QUIT\r\n"))).ShouldContain(answer);
    }

    [Fact]
    public async Task Mail_is_taken_after_a_log_in_only()
    {
        await using var sink = SmtpSink.Start();

        (await SpeakAsync(sink, "EHLO me\r\nMAIL FROM:<a@b>\r\nQUIT\r\n"u8.ToArray())).ShouldContain("530 5.7.0");
    }

    [Fact]
    public async Task A_stage_answers_what_it_is_told_as_often_as_it_is_told()
    {
        await using var sink = SmtpSink.Start(new SmtpSinkOptions { Mechanisms = [] });
        sink.Answer(SmtpStage.Content, "451 4.3.0 Later", times: 1);
        sink.On(SmtpStage.Rcpt, (command, reply) => command.Path == "max@sink.test" ? reply.LineAsync("550 5.1.1 Nobody") : reply.StandardAsync());
        using var client = new TolerantClient();
        await client.ConnectAsync(sink.Host, sink.Port, SecureSocketOptions.None);

        (await Should.ThrowAsync<SmtpCommandException>(() => client.SendAsync(Message("one")))).StatusCode.ShouldBe((SmtpStatusCode)451);
        await client.SendAsync(Message("two"));

        sink.Messages.ShouldHaveSingleItem().To.ShouldBe(["eva@sink.test"]);
    }

    [Theory]
    [InlineData("BeforeEffect", 0, false)]
    [InlineData("InsteadOfReply", 1, false)]
    [InlineData("AfterReply", 1, true)]
    public async Task A_connection_can_be_cut_before_and_after_a_message_is_taken(string place, int taken, bool told)
    {
        await using var sink = SmtpSink.Start(new SmtpSinkOptions { Mechanisms = [] });
        sink.Cut(SmtpStage.Content, Enum.Parse<SmtpCut>(place));
        using var client = await ConnectAsync(sink);

        var outcome = await Record.ExceptionAsync(() => client.SendAsync(Message("one")));

        (outcome is null).ShouldBe(told);
        sink.Messages.Count.ShouldBe(taken);
        await sink.WaitForOpenConnectionsAsync(0);
    }

    [Fact]
    public async Task A_connection_can_be_cut_in_the_middle_of_the_content()
    {
        await using var sink = SmtpSink.Start(new SmtpSinkOptions { Mechanisms = [] });
        sink.CutContentAt = 10;
        using var client = await ConnectAsync(sink);

        await Should.ThrowAsync<Exception>(() => client.SendAsync(Message("one")));

        sink.Messages.ShouldBeEmpty();
        sink.Commands.ShouldNotContain(command => command.Stage == SmtpStage.Content);
    }

    [Fact]
    public async Task A_gate_holds_a_stage_until_it_is_released()
    {
        await using var sink = SmtpSink.Start(new SmtpSinkOptions { Mechanisms = [] });
        var gate = sink.Hold(SmtpStage.Content);
        using var client = await ConnectAsync(sink);

        var sending = client.SendAsync(Message("one"));
        await gate.WaitUntilReachedAsync();
        sink.Messages.ShouldBeEmpty();
        sending.IsCompleted.ShouldBeFalse();
        gate.Release();
        await sending;

        (await sink.WaitForMessagesAsync()).ShouldHaveSingleItem();
    }

    [Fact]
    public async Task A_greeting_can_turn_a_client_away()
    {
        await using var sink = SmtpSink.Start();
        sink.Answer(SmtpStage.Greeting, "421 4.3.2 Closing down");

        (await Should.ThrowAsync<SmtpCommandException>(() => ConnectAsync(sink))).StatusCode.ShouldBe((SmtpStatusCode)421);
    }

    [Fact]
    public async Task Waiting_in_vain_says_for_what_and_what_came_instead()
    {
        await using var sink = SmtpSink.Start();
        using var client = await ConnectAsync(sink);

        var error = await Should.ThrowAsync<TimeoutException>(() => sink.WaitForMessagesAsync(1, TimeSpan.FromMilliseconds(1)));

        error.Message.ShouldContain("1 message(s)");
        error.Message.ShouldContain("EHLO");
    }

    private static MimeMessage Message(string text)
    {
        var message = new MimeMessage { Subject = "Test", Body = new TextPart("plain") { Text = text } };
        message.From.Add(MailboxAddress.Parse("bob@sink.test"));
        message.To.Add(MailboxAddress.Parse("eva@sink.test"));
        message.Cc.Add(MailboxAddress.Parse("max@sink.test"));
        return message;
    }

    private static async Task<SmtpClient> ConnectAsync(SmtpSink sink)
    {
        var client = new SmtpClient { CheckCertificateRevocation = false };
        client.ServerCertificateValidationCallback = (_, certificate, _, _) => certificate!.GetCertHashString() == sink.Certificate.GetCertHashString();
        await client.ConnectAsync(sink.Host, sink.Port, sink.Options.Security switch
        {
            WireSecurity.Tls => SecureSocketOptions.SslOnConnect,
            WireSecurity.StartTls => SecureSocketOptions.StartTls,
            _ => SecureSocketOptions.None,
        });
        return client;
    }

    /// <summary>Sends all at once and reads until the sink closes.</summary>
    private static async Task<string> SpeakAsync(SmtpSink sink, byte[] bytes)
    {
        using var client = new TcpClient();
        await client.ConnectAsync(sink.Host, sink.Port);
        await client.GetStream().WriteAsync(bytes);
        using var reader = new StreamReader(client.GetStream());
        return await reader.ReadToEndAsync();
    }

    /// <summary>Sends to those recipients that are taken.</summary>
    private sealed class TolerantClient : SmtpClient
    {
        protected override void OnRecipientNotAccepted(MimeMessage message, MailboxAddress mailbox, SmtpResponse response)
        {
        }
    }
}
