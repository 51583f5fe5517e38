namespace ImapApi.TestKit.Smtp;

/// <summary>A point of the conversation at which the sink answers.</summary>
internal enum SmtpStage
{
    /// <summary>The connection is there; the sink speaks first.</summary>
    Greeting,
    Ehlo,
    StartTls,

    /// <summary>The whole exchange of AUTH is over, the verdict is due.</summary>
    Auth,
    Mail,
    Rcpt,
    Data,

    /// <summary>A chunk that is not the last one.</summary>
    Bdat,

    /// <summary>The final dot, or the last chunk, has come: the whole message is here, and the client waits to hear whether it is taken.</summary>
    Content,
    Rset,
    Noop,
    Quit,
    Unknown,
}
