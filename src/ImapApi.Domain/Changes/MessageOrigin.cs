using ImapApi.Domain.Mailboxes;
using ImapApi.Domain.Messages;

namespace ImapApi.Domain.Changes;

/// <summary>Where a moved message was before.</summary>
public sealed record MessageOrigin(MailboxPath Path, MessageId Id);
