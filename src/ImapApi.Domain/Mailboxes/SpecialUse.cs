namespace ImapApi.Domain.Mailboxes;

/// <summary>The role of a mailbox (RFC 6154 §2; INBOX is RFC 9051's own).</summary>
public enum SpecialUse
{
    Inbox,
    All,
    Archive,
    Drafts,
    Flagged,
    Important,
    Junk,
    Sent,
    Trash,
}
