using ImapApi.Domain.Mailboxes;

namespace ImapApi.Infrastructure.Imap.Sync;

/// <summary>A mailbox as the list shows it.</summary>
/// <param name="Name">The last part of its path.</param>
/// <param name="State">Null where the server did not say.</param>
internal sealed record MailboxDescription(MailboxPath Path, string Name, SpecialUse? SpecialUse, MailboxState? State);
