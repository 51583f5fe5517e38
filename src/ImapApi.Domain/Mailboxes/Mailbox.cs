namespace ImapApi.Domain.Mailboxes;

/// <summary>One entry of the mailbox list.</summary>
/// <param name="Delimiter">The hierarchy delimiter; null for a flat name space.</param>
/// <param name="Listed">False for a mailbox that is only subscribed.</param>
/// <param name="NoSelect">It holds other mailboxes, but no messages.</param>
/// <param name="Messages">0 when <paramref name="NoSelect"/>.</param>
/// <param name="UidNext">The UID the next message will get; 0 where the server does not tell.</param>
public sealed record Mailbox(
    MailboxPath Path,
    string? Delimiter,
    string? ParentPath,
    string Name,
    bool Listed,
    bool Subscribed,
    SpecialUse? SpecialUse,
    SpecialUseSource? SpecialUseSource,
    bool NoSelect,
    int Messages,
    uint UidNext,
    MailboxStatus? Status);
