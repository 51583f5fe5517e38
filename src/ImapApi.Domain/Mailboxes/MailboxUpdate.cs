namespace ImapApi.Domain.Mailboxes;

/// <summary>What was changed of a mailbox.</summary>
/// <param name="Path">As it was asked for.</param>
/// <param name="NewPath">Null when it was not renamed.</param>
/// <param name="Subscribed">Null when that was not asked.</param>
public sealed record MailboxUpdate(MailboxPath Path, MailboxPath? NewPath, bool? Subscribed);
