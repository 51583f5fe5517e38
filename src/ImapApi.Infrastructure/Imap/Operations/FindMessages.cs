using ImapApi.Domain.Mailboxes;
using ImapApi.Domain.Messages;
using ImapApi.Infrastructure.Imap.Fetching;
using ImapApi.Infrastructure.Imap.Workers;
using MailKit;

namespace ImapApi.Infrastructure.Imap.Operations;

/// <summary>Which of the selected messages are there: UID SEARCH, or UID FETCH of the given ids' UIDs, which MailKit cuts to lines a server accepts.</summary>
internal sealed class FindMessages(MailboxPath path, MessageSelection selection) : IImapOperation<FoundMessages>
{
    private static readonly FetchRequest UidOnly = new(MessageSummaryItems.UniqueId);

    public MailboxTarget Target { get; } = MailboxTarget.Read(path);

    public bool IsLong => selection.Search is { HasText: true };

    public bool IsListing => true;

    public async Task<FoundMessages> RunAsync(ImapConnection connection, CancellationToken cancellationToken)
    {
        var mailbox = connection.Selected!.Number;
        var uids = selection.Ids is { } ids
            ? await PresentAsync(connection, [.. ids.Where(id => id.Mailbox == mailbox).Select(id => id.Uid.Value).Distinct().Order().Select(uid => new UniqueId(uid))], cancellationToken)
            : (await UidSearch.RunAsync(connection, selection.Search ?? new MessageSearch(), cancellationToken)).Uids.Select(uid => uid.Id);
        return new FoundMessages(mailbox, [.. uids]);
    }

    private static async Task<IEnumerable<uint>> PresentAsync(ImapConnection connection, UniqueId[] asked, CancellationToken cancellationToken)
    {
        if (asked.Length == 0)
            return [];
        var rows = await FetchPieces.FetchAsync(connection, asked, UidOnly, cancellationToken);
        var present = rows.Select(row => row.UniqueId.Id).ToHashSet();
        return asked.Select(uid => uid.Id).Where(present.Contains);
    }
}
