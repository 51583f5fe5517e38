namespace ImapApi.Domain.Mailboxes;

/// <param name="MailboxId">The server's MAILBOXID (RFC 8474), else our own number for it.</param>
/// <param name="Created">False when the mailbox was there already.</param>
public sealed record MailboxCreated(MailboxPath Path, string MailboxId, bool Created);
