using ImapApi.Domain.Messages;
using ImapApi.Domain.Submissions;

namespace ImapApi.Infrastructure.Outbox;

/// <summary>Looks for a message's copy in the account's Sent mailbox, by its Message-ID.</summary>
internal interface ISentMail
{
    /// <returns>Null: it is not there. That it cannot be told is thrown.</returns>
    Task<MessageId?> FindAsync(OutboxEntry entry, CancellationToken cancellationToken);
}
