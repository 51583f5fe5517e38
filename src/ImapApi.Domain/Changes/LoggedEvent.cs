using ImapApi.Domain.Accounts;
using ImapApi.Domain.Mailboxes;

namespace ImapApi.Domain.Changes;

/// <summary>An entry of the event log: what webhooks, the stream and listings tell alike.</summary>
/// <param name="Date">When the change was found.</param>
/// <param name="Path">The mailbox it happened in; null for what concerns the account.</param>
/// <param name="Data">The contract's <c>data</c> object as UTF-8 JSON, fixed when the entry was written.</param>
public sealed record LoggedEvent(EventId Id, AccountId Account, DateTimeOffset Date, EventType Type, MailboxPath? Path, ReadOnlyMemory<byte> Data)
{
    public long Sequence => Id.Sequence;
}
