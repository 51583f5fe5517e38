using System.Text;
using ImapApi.Domain.Bounces;
using ImapApi.Infrastructure.Mime.Bounces;

namespace ImapApi.UnitTests.Infrastructure.Mime;

public sealed class BounceReaderTests
{
    public static TheoryData<string, BouncedRecipient[], string?> Bounces() => new()
    {
        { BounceSamples.Postfix, [Failed("5.1.1", "550 5.1.1 <nobody@example.org>: Recipient address rejected: User unknown", "mail.example.org")], "mx.example.net" },
        { BounceSamples.PostfixDelayed, [new("slow@example.org", DeliveryAction.Delayed, "4.4.1", "connect to mail.example.org[192.0.2.7]:25: Connection timed out")], "mx.example.net" },
        {
            BounceSamples.Sendmail,
            [
                new("carl@internal.example.org", DeliveryAction.Failed, "5.2.2", "552 5.2.2 Mailbox full", "imap.example.org", "team@example.org"),
                new("dora@example.org", DeliveryAction.Failed, "5.1.2"),
                new("eve@example.org", DeliveryAction.Relayed, "2.0.0"),
            ],
            "relay.example.com"
        },
        { BounceSamples.EximReport, [Failed("5.0.0", "550 No such person here", "mail.example.org")], "exim.example.net" },
        {
            BounceSamples.EximText,
            [
                Failed("5.1.1", "host mail.example.org [192.0.2.7] SMTP error from remote mail server after RCPT TO:<nobody@example.org>: 550 5.1.1 User unknown"),
                new("other@example.org", DeliveryAction.Failed, null, "Unrouteable address"),
            ],
            null
        },
        {
            BounceSamples.GmailText,
            [Failed("5.1.1", "Technical details of permanent failure: Google tried to deliver your message, but it was rejected by the server for the recipient domain example.org. The error that the other server returned was: 550 5.1.1 No such user")],
            null
        },
        { BounceSamples.Gmail, [Failed("5.1.1", "550-5.1.1 The email account that you tried to reach does not exist. 550 5.1.1 q12-user - gsmtp", "mail.example.org. (192.0.2.7, the server for the domain example.org.)")], "googlemail.com" },
        { BounceSamples.ExchangeOnline, [Failed("5.1.10", "550 5.1.10 RESOLVER.ADR.RecipientNotFound; Recipient nobody@example.org not found by SMTP address lookup")], "AM0PR01MB0001.eurprd01.prod.exchangelabs.com" },
        { BounceSamples.Exchange2003, [Failed("5.1.1")], "exchange.example.com" },
        { BounceSamples.Qmail, [Failed("5.1.1", "192.0.2.7 does not like recipient. Remote host said: 550 5.1.1 User unknown Giving up on 192.0.2.7."), new("local@qmail.example.net", DeliveryAction.Failed, "5.1.1", "Sorry, no mailbox here by that name. (#5.1.1)")], "qmail.example.net" },
        { BounceSamples.YahooOld, [Failed("5.1.1", "Remote host said: 550 5.1.1 User unknown [RCPT_TO]")], null },
        { BounceSamples.Encoded, [new("jürgen@example.org", DeliveryAction.Failed, "5.7.1", "550 5.7.1 Übertragung abgelehnt")], "courier.example" },
        { BounceSamples.Domino, [Failed("5.1.1", "User nobody (nobody@example.org) not listed in public Name & Address Book")], "domino.example" },
    };

    [Theory, MemberData(nameof(Bounces), DisableDiscoveryEnumeration = true)]
    public void Tells_whom_it_failed_to_reach_why_and_with_what(string source, BouncedRecipient[] recipients, string? reporter)
    {
        var bounce = Read(source)!;

        bounce.Recipients.ShouldBe(recipients);
        bounce.ReportingMta.ShouldBe(reporter);
        bounce.Original.InternetMessageId.ShouldBe(BounceSamples.Original);
    }

    [Fact]
    public void Exchange_of_old_names_the_subject_alone()
    {
        var bounce = Read(BounceSamples.Exchange55)!;

        bounce.Recipients.Select(recipient => (recipient.Address, recipient.Status)).ShouldBe([("nobody@example.org", "5.1.1"), ("second@example.org", null)]);
        bounce.Recipients[1].Diagnostic.ShouldBe("The message reached the recipient's e-mail system, but delivery was refused.");
        bounce.Original.ShouldBe(new BouncedMessage(InternetMessageId: null, "Your order"));
    }

    [Fact]
    public void What_came_back_and_the_envelope_id_are_told()
    {
        Read(BounceSamples.Sendmail)!.Original.ShouldBe(new BouncedMessage(BounceSamples.Original, "Your order", "order-4711"));
        Read(BounceSamples.ExchangeOnline)!.Original.Subject.ShouldBeNull();
    }

    [Fact]
    public void A_delay_is_no_failure()
    {
        Read(BounceSamples.PostfixDelayed)!.IsFailure.ShouldBeFalse();
        Read(BounceSamples.Sendmail)!.IsFailure.ShouldBeTrue();
    }

    public static TheoryData<string> OtherMail() => new(
        BounceSamples.PostfixSuccess,
        BounceSamples.Receipt,
        BounceSamples.Plain("From: postmaster@example.org\nSubject: failure notice", "Dear user, your mailbox <nobody@example.org>:\nis full. 5.1.1"),
        BounceSamples.Plain("From: bob@example.org\nSubject: Hi", "Hi. This is the answer to your question.\n\n<nobody@example.org>:\nhe knows (#5.1.1)\n"),
        BounceSamples.Plain("From: mailer-daemon@example.org\nX-Failed-Recipients: \nSubject: x", "Nothing."),
        BounceSamples.Plain("From: bob@example.org\nSubject: Fwd", "Your message did not reach some or all of the intended recipients. So what?"),
        "",
        "\0\0\0",
        "Content-Type: multipart/report; report-type=delivery-status; boundary=b\r\n\r\n--b\r\nContent-Type: message/delivery-status\r\n\r\n",
        "Content-Type: multipart/report; report-type=delivery-status; boundary=b\r\n\r\n--b\r\nContent-Type: message/delivery-status\r\n\r\nAction: failed\r\nStatus: 5.1.1\r\n\r\n--b--\r\n",
        string.Concat(Enumerable.Range(0, 3000).Select(i => $"Content-Type: multipart/mixed; boundary=b{i}\r\n\r\n--b{i}\r\n")));

    [Theory, MemberData(nameof(OtherMail), DisableDiscoveryEnumeration = true)]
    public void Other_mail_is_no_bounce_however_alike_or_broken(string source) => Read(source).ShouldBeNull();

    [Fact]
    public void Forged_reports_are_told_within_bounds()
    {
        var groups = string.Concat(Enumerable.Range(0, 2000).Select(i => $"Final-Recipient: rfc822; {i}@example.org\r\nAction: failed\r\nDiagnostic-Code: smtp; {new string('x', 2000)}\r\n\r\n"));
        var bounce = Read($"Content-Type: multipart/report; report-type=delivery-status; boundary=b\r\n\r\n--b\r\nContent-Type: message/delivery-status\r\n\r\n{groups}--b--\r\n")!;

        bounce.Recipients.Count.ShouldBe(Bounce.MaxRecipients);
        bounce.Recipients.ShouldAllBe(recipient => recipient.Diagnostic!.Length <= 500);
    }

    [Fact]
    public void A_report_that_is_cut_tells_what_is_left()
    {
        var source = BounceSamples.Postfix;
        for (var length = 0; length < source.Length; length += 7)
        {
            if (Read(source[..length]) is { } bounce)
                bounce.Recipients.ShouldHaveSingleItem().Address.ShouldStartWith("n");
        }

        Read(source[..(source.IndexOf("Message-ID", StringComparison.Ordinal) - 2)])!.Original.InternetMessageId.ShouldBeNull();
    }

    private static BouncedRecipient Failed(string? status = null, string? diagnostic = null, string? remote = null) => new("nobody@example.org", DeliveryAction.Failed, status, diagnostic, remote);

    private static Bounce? Read(string source) => BounceReader.Read(new MemoryStream(Encoding.UTF8.GetBytes(source)));
}
