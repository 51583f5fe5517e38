namespace ImapApi.UnitTests.Infrastructure.Mime;

/// <summary>Bounces as mail systems write them, with invented names.</summary>
internal static class BounceSamples
{
    public const string Original = "<4711.abc@shop.example>";

    private const string ReturnedHeader = "Return-Path: <alice@shop.example>\nFrom: Alice <alice@shop.example>\nTo: nobody@example.org\nSubject: Your order\nMessage-ID: <4711.abc@shop.example>\nDate: Tue, 3 Mar 2026 10:00:00 +0100\n";

    public static string Postfix { get; } = Report(
        "From: MAILER-DAEMON@mx.example.net (Mail Delivery System)\nSubject: Undelivered Mail Returned to Sender\nAuto-Submitted: auto-replied",
        "This is the mail system at host mx.example.net.\n\n<nobody@example.org>: host mail.example.org[192.0.2.7] said: 550 5.1.1\n    <nobody@example.org>: Recipient address rejected: User unknown (in reply to RCPT TO command)",
        """
        Reporting-MTA: dns; mx.example.net
        X-Postfix-Queue-ID: 4Pxyz
        X-Postfix-Sender: rfc822; alice@shop.example
        Arrival-Date: Tue,  3 Mar 2026 10:00:00 +0100 (CET)

        Final-Recipient: rfc822; nobody@example.org
        Original-Recipient: rfc822;nobody@example.org
        Action: failed
        Status: 5.1.1
        Remote-MTA: dns; mail.example.org
        Diagnostic-Code: smtp; 550 5.1.1 <nobody@example.org>: Recipient address
            rejected: User unknown
        """,
        "message/rfc822", ReturnedHeader + "\nHello.\n");

    public static string PostfixDelayed { get; } = Report(
        "From: MAILER-DAEMON@mx.example.net (Mail Delivery System)\nSubject: Delayed Mail (still being retried)",
        "YOU DO NOT NEED TO RESEND YOUR MESSAGE.",
        """
        Reporting-MTA: dns; mx.example.net

        Final-Recipient: rfc822; slow@example.org
        Action: delayed
        Status: 4.4.1
        Diagnostic-Code: X-Postfix; connect to mail.example.org[192.0.2.7]:25: Connection timed out
        Will-Retry-Until: Sun,  8 Mar 2026 10:00:00 +0100 (CET)
        """,
        "text/rfc822-headers", ReturnedHeader);

    public static string PostfixSuccess { get; } = Report(
        "From: MAILER-DAEMON@mx.example.net (Mail Delivery System)\nSubject: Successful Mail Delivery Report",
        "Your message was successfully delivered.",
        "Reporting-MTA: dns; mx.example.net\n\nFinal-Recipient: rfc822; bob@example.org\nAction: delivered\nStatus: 2.1.5\n",
        "text/rfc822-headers", ReturnedHeader);

    /// <summary>Two failed, one arrived; an alias leads elsewhere; the envelope had an id.</summary>
    public static string Sendmail { get; } = Report(
        "From: Mail Delivery Subsystem <MAILER-DAEMON@relay.example.com>\nSubject: Returned mail: see transcript for details\nAuto-Submitted: auto-generated (failure)",
        "   ----- The following addresses had permanent fatal errors -----\n<team@example.org>\n    (reason: 552 5.2.2 Mailbox full)",
        """
        Original-Envelope-Id: order-4711
        Reporting-MTA: dns; relay.example.com
        Received-From-MTA: DNS; shop.example
        Arrival-Date: Tue, 3 Mar 2026 10:00:00 GMT

        Original-Recipient: rfc822;team@example.org
        Final-Recipient: RFC822; carl@internal.example.org
        Action: failed
        Status: 5.2.2
        Remote-MTA: DNS; imap.example.org
        Diagnostic-Code: SMTP; 552 5.2.2 Mailbox full
        Last-Attempt-Date: Tue, 3 Mar 2026 10:00:02 GMT

        Final-Recipient: RFC822; dora@example.org
        Action: failed (bad host)
        Status: 5.1.2 (name server says no)

        Final-Recipient: RFC822; eve@example.org
        Action: relayed
        Status: 2.0.0
        """,
        "text/rfc822-headers", ReturnedHeader);

    public static string EximReport { get; } = Report(
        "From: Mail Delivery System <Mailer-Daemon@exim.example.net>\nSubject: Mail delivery failed: returning message to sender\nAuto-Submitted: auto-replied\nX-Failed-Recipients: nobody@example.org",
        "This message was created automatically by mail delivery software.",
        "Reporting-MTA: dns; exim.example.net\n\nAction: failed\nFinal-Recipient: rfc822;nobody@example.org\nStatus: 5.0.0\nRemote-MTA: dns; mail.example.org\nDiagnostic-Code: smtp; 550 No such person here\n",
        "message/rfc822", ReturnedHeader + "\nHello.\n");

    public static string EximText { get; } = Plain(
        "From: Mail Delivery System <Mailer-Daemon@exim.example.net>\nSubject: Mail delivery failed: returning message to sender\nAuto-Submitted: auto-replied\nX-Failed-Recipients: nobody@example.org,\n  other@example.org",
        """
        This message was created automatically by mail delivery software.

        A message that you sent could not be delivered to one or more of its
        recipients. This is a permanent error. The following address(es) failed:

          nobody@example.org
            host mail.example.org [192.0.2.7]
            SMTP error from remote mail server after RCPT TO:<nobody@example.org>:
            550 5.1.1 User unknown
          other@example.org
            Unrouteable address

        ------ This is a copy of the message, including all the headers. ------


        """ + ReturnedHeader + "\nHello.\n");

    public static string GmailText { get; } = Plain(
        "From: Mail Delivery Subsystem <mailer-daemon@googlemail.com>\nSubject: Delivery Status Notification (Failure)\nX-Failed-Recipients: nobody@example.org",
        """
        Delivery to the following recipient failed permanently:

             nobody@example.org

        Technical details of permanent failure:
        Google tried to deliver your message, but it was rejected by the server for the recipient domain example.org.
        The error that the other server returned was:
        550 5.1.1 No such user

        ----- Original message -----

        """ + ReturnedHeader + "\nHello.\n");

    /// <summary>As it is since 2017: the text is HTML with pictures, the report says all.</summary>
    public static string Gmail { get; } = Report(
        "From: Mail Delivery Subsystem <mailer-daemon@googlemail.com>\nSubject: Delivery Status Notification (Failure)\nAuto-Submitted: auto-replied\nX-Failed-Recipients: nobody@example.org\nIn-Reply-To: <4711.abc@shop.example>\nReferences: <4711.abc@shop.example>",
        "** Address not found **\n\nYour message wasn't delivered to nobody@example.org because the address couldn't be found.",
        "Reporting-MTA: dns; googlemail.com\nArrival-Date: Tue, 03 Mar 2026 01:00:00 -0800 (PST)\nX-Original-Message-ID: <4711.abc@shop.example>\n\nFinal-Recipient: rfc822; nobody@example.org\nAction: failed\nStatus: 5.1.1\nRemote-MTA: dns; mail.example.org. (192.0.2.7, the server for the domain example.org.)\nDiagnostic-Code: smtp; 550-5.1.1 The email account that you tried to reach does not exist.\n 550 5.1.1 q12-user - gsmtp\nLast-Attempt-Date: Tue, 03 Mar 2026 01:00:01 -0800 (PST)\n",
        "message/rfc822", ReturnedHeader + "\nHello.\n");

    /// <summary>Exchange Online, without the third part: it answers to the message.</summary>
    public static string ExchangeOnline { get; } = Report(
        "From: <MicrosoftExchange329e71ec88ae4615bbc36ab6ce41109e@shop.example>\nSubject: Undeliverable: Your order\nIn-Reply-To: <4711.abc@shop.example>\nX-MS-Exchange-Message-Is-Ndr:\nAuto-Submitted: auto-replied",
        "Your message to nobody@example.org couldn't be delivered.",
        "Reporting-MTA: dns;AM0PR01MB0001.eurprd01.prod.exchangelabs.com\nReceived-From-MTA: dns;AM0PR01MB0002.eurprd01.prod.exchangelabs.com\nArrival-Date: Tue, 3 Mar 2026 09:00:00 +0000\n\nFinal-Recipient: rfc822;nobody@example.org\nAction: failed\nStatus: 5.1.10\nDiagnostic-Code: smtp;550 5.1.10 RESOLVER.ADR.RecipientNotFound; Recipient nobody@example.org not found by SMTP address lookup\nX-Display-Name: Nobody\n",
        null, null);

    /// <summary>Exchange 2003: no word of an action in the right place, a Unicode text part.</summary>
    public static string Exchange2003 { get; } = Report(
        "From: postmaster@exchange.example.com\nSubject: Delivery Status Notification (Failure)",
        "This is an automatically generated Delivery Status Notification.\n\nDelivery to the following recipients failed.\n\n       nobody@example.org",
        "Reporting-MTA: dns;exchange.example.com\nReceived-From-MTA: dns;shop.example\n\nFinal-Recipient: rfc822;nobody@example.org\nStatus: 5.1.1\n",
        "message/rfc822", ReturnedHeader + "\nHello.\n");

    public static string Exchange55 { get; } = Plain(
        "From: System Administrator <postmaster@exchange.example.com>\nSubject: Undeliverable: Your order",
        """
        Your message

          To:      'nobody@example.org'
          Subject: Your order
          Sent:    Tue, 3 Mar 2026 10:00:00 +0100

        did not reach some or all of the intended recipients. The following recipient(s) could not be reached:

              'nobody@example.org' on Tue, 3 Mar 2026 10:00:02 +0100
                    The recipient name is not recognized
                    The MTS-ID of the original message is: c=US;a= ;p=Example;l=X-260303-1
                    <exchange.example.com #5.1.1>
              second@example.org on 3/3/2026 10:00 AM
                    The message reached the recipient's e-mail system, but delivery was refused.
        """);

    public static string Qmail { get; } = Plain(
        "From: MAILER-DAEMON@qmail.example.net\nSubject: failure notice",
        """
        Hi. This is the qmail-send program at qmail.example.net.
        I'm afraid I wasn't able to deliver your message to the following addresses.
        This is a permanent error; I've given up. Sorry it didn't work out.

        <nobody@example.org>:
        192.0.2.7 does not like recipient.
        Remote host said: 550 5.1.1 User unknown
        Giving up on 192.0.2.7.

        <local@qmail.example.net>:
        Sorry, no mailbox here by that name. (#5.1.1)

        --- Below this line is a copy of the message.


        """ + ReturnedHeader + "\nHello.\n");

    public static string YahooOld { get; } = Plain(
        "From: MAILER-DAEMON@yahoo.example\nSubject: Failure Notice",
        """
        Sorry, we were unable to deliver your message to the following address.

        <nobody@example.org>:
        Remote host said: 550 5.1.1 User unknown [RCPT_TO]

        --- Below this line is a copy of the message.


        """ + ReturnedHeader + "\nHello.\n");

    /// <summary>The returned message in base64, which it must not be, and the report in an internationalised form (RFC 6533).</summary>
    public static string Encoded { get; } = Crlf(
        "From: postmaster@courier.example\nSubject: NOTICE: mail delivery status.\nMIME-Version: 1.0\nContent-Type: multipart/report; report-type=delivery-status; boundary=b\n\n"
        + "--b\nContent-Type: text/plain; charset=utf-8\n\nUNDELIVERABLE MAIL\n--b\nContent-Type: message/global-delivery-status\n\n"
        + "Reporting-MTA: dns; courier.example\n\nFinal-Recipient: utf-8; jürgen@example.org\nAction: failed\nStatus: 5.7.1\nDiagnostic-Code: smtp; 550 5.7.1 Übertragung abgelehnt\n"
        + "--b\nContent-Type: message/rfc822\nContent-Transfer-Encoding: base64\n\n" + Convert.ToBase64String(System.Text.Encoding.UTF8.GetBytes(ReturnedHeader + "\nHello.\n"), Base64FormattingOptions.InsertLineBreaks) + "\n--b--\n");

    /// <summary>Lotus Domino: the report is not where it should be, in a message that is no report.</summary>
    public static string Domino { get; } = Crlf(
        "From: Postmaster@domino.example\nSubject: DELIVERY FAILURE: User nobody (nobody@example.org) not listed\nMIME-Version: 1.0\nContent-Type: multipart/mixed; boundary=b\n\n"
        + "--b\nContent-Type: multipart/report; report-type=delivery-status; boundary=c\n\n--c\nContent-Type: text/plain\n\nYour message could not be delivered.\n--c\nContent-Type: message/delivery-status\n\n"
        + "Reporting-MTA: dns;domino.example\n\nFinal-Recipient: rfc822;nobody@example.org\nAction: failed\nStatus: 5.1.1\nDiagnostic-Code: X-Notes; User nobody (nobody@example.org) not listed in\n public Name & Address Book\n"
        + "--c\nContent-Type: message/rfc822\n\n" + ReturnedHeader + "\nHello.\n--c--\n--b--\n");

    /// <summary>A receipt (RFC 8098) is a report too, and no bounce.</summary>
    public static string Receipt { get; } = Crlf(
        "From: bob@example.org\nSubject: Read: Your order\nMIME-Version: 1.0\nContent-Type: multipart/report; report-type=disposition-notification; boundary=b\n\n"
        + "--b\nContent-Type: text/plain\n\nYour message was read.\n--b\nContent-Type: message/disposition-notification\n\nFinal-Recipient: rfc822; bob@example.org\nOriginal-Message-ID: <4711.abc@shop.example>\nDisposition: manual-action/MDN-sent-manually; displayed\n--b--\n");

    public static string Plain(string headers, string text) => Crlf($"{headers}\nMIME-Version: 1.0\nContent-Type: text/plain; charset=us-ascii\n\n{text}");

    private static string Report(string headers, string text, string status, string? returnedType, string? returned) => Crlf(
        $"Return-Path: <>\n{headers}\nTo: alice@shop.example\nMIME-Version: 1.0\nContent-Type: multipart/report; report-type=delivery-status;\n boundary=\"=_report\"\n\n"
        + $"--=_report\nContent-Type: text/plain; charset=utf-8\n\n{text}\n\n--=_report\nContent-Type: message/delivery-status\n\n{status.TrimEnd()}\n\n"
        + (returned is null ? "" : $"--=_report\nContent-Type: {returnedType}\n\n{returned}\n") + "--=_report--\n");

    private static string Crlf(string text) => text.ReplaceLineEndings("\r\n");
}
