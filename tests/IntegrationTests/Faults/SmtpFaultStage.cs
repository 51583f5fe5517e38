namespace ImapApi.IntegrationTests.Faults;

/// <summary>The stages of a submission, in order.</summary>
internal enum SmtpFaultStage
{
    Greeting,
    Ehlo,
    StartTls,

    /// <summary>The client's first bytes of TLS come; the fault is what they are answered with.</summary>
    Handshake,
    SecureEhlo,
    Auth,
    Mail,
    Rcpt,
    Data,

    /// <summary>Some of the content has come, and more is on the way.</summary>
    Content,

    /// <summary>All of the content is at the server but the dot that ends it.</summary>
    FinalDot,

    /// <summary>After a refusal, whose answer has come.</summary>
    Rset,
}
