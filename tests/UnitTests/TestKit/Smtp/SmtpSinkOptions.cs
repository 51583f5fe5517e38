using ImapApi.TestKit.Imap;

namespace ImapApi.TestKit.Smtp;

internal sealed class SmtpSinkOptions
{
    public WireSecurity Security { get; init; } = WireSecurity.Plain;

    /// <summary>How the sink names itself.</summary>
    public string Domain { get; init; } = "sink.test";

    /// <summary>Keywords of EHLO; SIZE, AUTH and STARTTLS follow from the properties below. What is not listed here is refused when used.</summary>
    public IList<string> Extensions { get; init; } = ["PIPELINING", "8BITMIME", "SMTPUTF8", "DSN", "ENHANCEDSTATUSCODES", "CHUNKING"];

    /// <summary>In bytes; told by SIZE and enforced. 0: neither.</summary>
    public int MaxSize { get; set; } = 64 * 1024 * 1024;

    /// <summary>What AUTH offers, over TLS alone where <see cref="Security"/> says STARTTLS. Understood are PLAIN, LOGIN, XOAUTH2 and OAUTHBEARER; empty: AUTH is not offered.</summary>
    public IList<string> Mechanisms { get; init; } = ["PLAIN", "LOGIN"];

    /// <summary>Whether mail is taken only after a log-in, where log-ins are offered.</summary>
    public bool RequiresLogin { get; init; } = true;

    /// <summary>Whether this log-in may enter. Everybody may, unless told otherwise.</summary>
    public Func<SmtpLogin, bool> Admits { get; set; } = _ => true;

    /// <summary>What ends the content after DATA. More than the one sequence of RFC 5321 plays a server that lets messages be smuggled.</summary>
    public IList<string> EndsOfContent { get; init; } = ["\r\n.\r\n"];
}
