using ImapApi.Application.Errors;
using ImapApi.Application.Messages;
using ImapApi.Domain.Mailboxes;
using ImapApi.Domain.Messages;
using ImapApi.Domain.Submissions;

namespace ImapApi.Infrastructure.Outbox;

/// <summary>Searches the Sent mailbox by header.</summary>
internal sealed class SentMail(IMessageStore messages) : ISentMail
{
    private static readonly MailboxPath Sent = MailboxPath.Parse(@"\Sent");

    public async Task<MessageId?> FindAsync(OutboxEntry entry, CancellationToken cancellationToken)
    {
        // An earlier message may carry the same id: one that its caller chose. Servers count days in their own time zones.
        var search = new MessageSearch(
            Since: DateOnly.FromDateTime(entry.Created.UtcDateTime).AddDays(-1), Headers: new Dictionary<string, string> { ["message-id"] = entry.MessageId });
        try
        {
            var page = await messages.ListAsync(entry.Account, Sent, new PageRequest(0, 1), search, cancellationToken);
            return page.Messages is [var copy, ..] ? copy.Id : null;
        }
        catch (NotFoundException)
        {
            // There is no such mailbox.
            return null;
        }
    }
}
