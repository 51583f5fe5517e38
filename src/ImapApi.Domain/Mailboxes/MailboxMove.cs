namespace ImapApi.Domain.Mailboxes;

/// <summary>A mailbox that got another path and kept its number: it, or one above it, was renamed.</summary>
/// <param name="Name">The last part of its new path.</param>
public sealed record MailboxMove(MailboxNumber Number, MailboxIdentity From, MailboxIdentity To, string Name);
