using ImapApi.Domain.Mailboxes;

namespace ImapApi.Domain.Messages;

/// <summary>Where a message was moved or copied to.</summary>
/// <param name="Destination">The mailbox's own path, also when a special use was asked for.</param>
/// <param name="Id">Its id there, when the server tells (UIDPLUS, RFC 4315).</param>
public sealed record MessageTransfer(MailboxPath Destination, MessageId? Id);
