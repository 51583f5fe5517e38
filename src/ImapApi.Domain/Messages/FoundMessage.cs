using ImapApi.Domain.Mailboxes;

namespace ImapApi.Domain.Messages;

/// <summary>A message that a search of all mailboxes found, and where.</summary>
public sealed record FoundMessage(MessageSummary Message, MailboxPath Path, SpecialUse? SpecialUse);
