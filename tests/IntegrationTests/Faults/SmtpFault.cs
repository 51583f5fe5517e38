namespace ImapApi.IntegrationTests.Faults;

/// <summary>What goes wrong at one stage of a submission.</summary>
internal enum SmtpFault
{
    /// <summary>The connection ends before the command reaches the server.</summary>
    CutBefore,

    /// <summary>The connection ends when the server has answered, before the answer reaches the program.</summary>
    CutAfter,

    /// <summary>421 instead, and the end; the server never sees the command.</summary>
    ClosesDown,

    /// <summary>The server's answer becomes one that belongs to another stage.</summary>
    WrongCode,

    /// <summary>The server's answer becomes 999.</summary>
    UnknownCode,

    /// <summary>The server's answer becomes bytes that are no answer.</summary>
    Garbage,

    /// <summary>The server's answer becomes lines without a last one, as fast as they are read.</summary>
    Endless,

    /// <summary>The answer never comes, and the connection stands.</summary>
    Mute,

    /// <summary>The answer never ends: now and then a byte more of it.</summary>
    Trickle,

    /// <summary>The answer comes byte by byte, but it comes.</summary>
    Drip,
}
