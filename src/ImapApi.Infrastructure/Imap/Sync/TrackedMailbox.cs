using ImapApi.Domain.Changes;
using ImapApi.Domain.Mailboxes;

namespace ImapApi.Infrastructure.Imap.Sync;

/// <summary>A mailbox whose changes are followed.</summary>
/// <param name="Name">The last part of its path.</param>
/// <param name="Index">What is known of it.</param>
internal sealed record TrackedMailbox(MailboxNumber Number, MailboxPath Path, string Name, SpecialUse? SpecialUse, MailboxIndex Index);
