using ImapApi.Domain.Mailboxes;

namespace ImapApi.Infrastructure.Imap.Sync;

/// <summary>What the store knows of an account's mailboxes.</summary>
/// <param name="Progress">Null: nothing was ever stored, or it was lost.</param>
/// <param name="WasLost">Something was told of the account before, but what was known of its mailboxes is not there.</param>
/// <param name="Damaged">Mailboxes whose index is there and cannot be read.</param>
internal sealed record StoredIndexes(AccountProgress? Progress, bool WasLost, IReadOnlyList<TrackedMailbox> Mailboxes, IReadOnlyList<MailboxNumber> Damaged);
