namespace ImapApi.Infrastructure.Imap.Guard;

/// <summary>What a response line is, as far as its limits and its tokens depend on it.</summary>
internal enum LineKind
{
    /// <summary>OK, NO, BAD, BYE, PREAUTH, tagged or not: tokens within <c>[code]</c>, free text otherwise.</summary>
    Status,

    /// <summary>A continuation request (<c>+</c>): free text.</summary>
    Continuation,

    /// <summary>Untagged data: tokens throughout.</summary>
    Data,

    Fetch,

    /// <summary>LIST, LSUB, XLIST.</summary>
    Mailbox,

    /// <summary>SEARCH, SORT, THREAD, ESEARCH, VANISHED: as long as the mailbox has messages.</summary>
    Search,

    /// <summary>STATUS: what counts of a mailbox, which is kept in its place.</summary>
    Counts,
}
