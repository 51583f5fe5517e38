using ImapApi.Domain.Mailboxes;

namespace ImapApi.Domain.Messages;

/// <param name="Id">Null where the server does not tell it (UIDPLUS, RFC 4315) and the message cannot be found again.</param>
/// <param name="InternetMessageId">Its Message-ID with angle brackets; null where it has none.</param>
public sealed record UploadedMessage(MessageId? Id, MailboxPath Path, string? InternetMessageId);
