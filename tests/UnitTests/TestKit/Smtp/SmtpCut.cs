namespace ImapApi.TestKit.Smtp;

/// <summary>Where the sink ends a connection.</summary>
internal enum SmtpCut
{
    /// <summary>The command came, and nothing is done about it: a message is not accepted.</summary>
    BeforeEffect,

    /// <summary>The command takes effect (a message is accepted and kept), but its answer is lost.</summary>
    InsteadOfReply,

    /// <summary>The answer is sent, then the connection ends.</summary>
    AfterReply,
}
