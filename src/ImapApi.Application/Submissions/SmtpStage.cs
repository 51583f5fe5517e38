namespace ImapApi.Application.Submissions;

/// <summary>How far a submission came.</summary>
public enum SmtpStage
{
    /// <summary>Resolving, connecting, TLS, EHLO.</summary>
    Connect,
    Authenticate,

    /// <summary>MAIL FROM.</summary>
    Sender,

    /// <summary>RCPT TO.</summary>
    Recipients,

    /// <summary>DATA and the content, but for its end.</summary>
    Content,

    /// <summary>The end of the content, which makes the server take the message.</summary>
    Commit,
}
