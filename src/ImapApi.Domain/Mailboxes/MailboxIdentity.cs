namespace ImapApi.Domain.Mailboxes;

/// <summary>
/// What a <see cref="MailboxNumber"/> is allotted for, once and for good: the same path on another server, for another user or in
/// another epoch of UIDs (RFC 9051 §2.3.1.1) is another mailbox.
/// </summary>
public sealed record MailboxIdentity(string ImapHost, string ImapUser, MailboxPath Path, uint UidValidity);
