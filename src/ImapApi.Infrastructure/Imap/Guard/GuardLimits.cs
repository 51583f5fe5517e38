namespace ImapApi.Infrastructure.Imap.Guard;

/// <summary>How much a server may send before its connection is dropped. Sizes in bytes.</summary>
internal sealed record GuardLimits
{
    public static GuardLimits Default { get; } = new();

    /// <summary>
    /// Parentheses open at once, outside quoted strings and literals. The parser behind us recurses for each: about 2,000 end the process.
    /// A legal mail nests 100 deep; Dovecot stops there itself.
    /// </summary>
    public int Nesting { get; init; } = 256;

    /// <summary>One atom or quoted string.</summary>
    public int Token { get; init; } = 64 * 1024;

    /// <summary>One line without its literals.</summary>
    public int Line { get; init; } = 1024 * 1024;

    /// <summary>One FETCH line without its literals: a body structure of many parts is long.</summary>
    public int FetchLine { get; init; } = 4 * 1024 * 1024;

    /// <summary>SEARCH, SORT and THREAD name every message: this much, and <see cref="SearchLinePerMessage"/> for each.</summary>
    public int SearchLine { get; init; } = 64 * 1024;

    public int SearchLinePerMessage { get; init; } = 12;

    /// <summary>A literal that stands for a string (a subject, a file name).</summary>
    public int TokenLiteral { get; init; } = 256 * 1024;

    /// <summary>What of such a literal is let through; the parser behind us refuses more and hangs up. The rest becomes blanks.</summary>
    public int TokenLiteralKept { get; init; } = 4096;

    /// <summary>A literal of message content. Ranges of at most 1 MiB and header blocks are all we ever ask for.</summary>
    public int BodyLiteral { get; init; } = 2 * 1024 * 1024;

    /// <summary>One header field; the rest of it is cut off.</summary>
    public int HeaderField { get; init; } = 128 * 1024;

    /// <summary>Everything that is sent while one command runs.</summary>
    public int Command { get; init; } = 32 * 1024 * 1024;

    /// <summary>Messages that a mailbox may claim to hold: what is made for each of them must not be made for what was never there.</summary>
    public int Messages { get; init; } = 10_000_000;

    /// <summary>Stretches of UIDs without a gap, and of messages marked alike, in one mailbox: each takes some bytes for as long as the account is there.</summary>
    public int Stretches { get; init; } = 500_000;

    /// <summary>Different combinations of flags and labels in one mailbox.</summary>
    public int Combinations { get; init; } = 20_000;

    /// <summary>Pieces of a mailbox's list whose UIDs belong among earlier ones, though they ascend with the sequence numbers (RFC 9051 §2.3.1.2).</summary>
    public int Disorders { get; init; } = 10;

    /// <summary>Mailboxes that one command may list: each becomes an object of more than a kilobyte that lives as long as the connection.</summary>
    public int Mailboxes { get; init; } = 10_000;

    /// <summary>Status lines and continuation requests while one command runs: the parser keeps them until it ends.</summary>
    public int Statuses { get; init; } = 2000;

    /// <summary>What the parser may make of the answer to one command, as <see cref="AnswerWeight"/> estimates it.</summary>
    public int Weight { get; init; } = 10 * 1024 * 1024;

    /// <summary>The same where mailboxes are listed, which are few and stay.</summary>
    public int ListingWeight { get; init; } = 16 * 1024 * 1024;

    /// <summary>The same within one IDLE, of whose lines little is kept.</summary>
    public int IdleWeight { get; init; } = 24 * 1024 * 1024;

    /// <summary>FETCH lines while one command runs, besides two for each message that is asked for.</summary>
    public int FetchLines { get; init; } = 10_000;

    /// <summary>All other lines while one command runs (a STATUS for each mailbox, an EXPUNGE for each message), besides two for each message of the mailbox.</summary>
    public int Lines { get; init; } = 50_000;

    /// <summary>Everything that is sent within one IDLE (minutes).</summary>
    public int Idle { get; init; } = 4 * 1024 * 1024;
}
