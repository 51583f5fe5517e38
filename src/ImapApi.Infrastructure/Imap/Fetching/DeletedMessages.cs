using ImapApi.Domain.Mailboxes;
using ImapApi.Domain.Messages;

namespace ImapApi.Infrastructure.Imap.Fetching;

/// <summary>What became of some messages that were to be deleted: all expunged, or all moved.</summary>
internal sealed record DeletedMessages(int Expunged, MailboxPath? Destination, IReadOnlyList<MovedMessage> Moved);
