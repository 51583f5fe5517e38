using ImapApi.Domain.Mailboxes;
using ImapApi.Domain.Messages;

namespace ImapApi.Infrastructure.Imap.Fetching;

/// <summary>Messages that are there.</summary>
/// <param name="Uids">Ascending.</param>
internal sealed record FoundMessages(MailboxNumber Mailbox, IReadOnlyList<uint> Uids)
{
    public MessageId IdOf(uint uid) => new(Mailbox, new Uid(uid));
}
