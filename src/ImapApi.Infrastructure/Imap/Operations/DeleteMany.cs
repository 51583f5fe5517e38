using ImapApi.Domain.Mailboxes;
using ImapApi.Infrastructure.Imap.Fetching;
using ImapApi.Infrastructure.Imap.Workers;
using MailKit;

namespace ImapApi.Infrastructure.Imap.Operations;

/// <summary>UID MOVE of many messages to \Trash, or \Deleted and UID EXPUNGE of just these; see <see cref="DeleteOne"/>.</summary>
internal sealed class DeleteMany(FoundMessages found, IReadOnlyList<uint> uids, bool force) : IImapOperation<DeletedMessages>
{
    public MailboxTarget Target { get; } = MailboxTarget.Change(found.Mailbox);

    public bool ChangesMailboxes => true;

    public async Task<DeletedMessages> RunAsync(ImapConnection connection, CancellationToken cancellationToken)
    {
        var selected = connection.Selected!;
        var trash = force ? null : await connection.FindSpecialUseAsync(SpecialUse.Trash, cancellationToken);
        if (trash is not null && trash != selected.Path)
            return new DeletedMessages(0, trash, await TransferMany.RunAsync(connection, found, uids, trash, isCopy: false, cancellationToken));
        UniqueId[] doomed = [.. uids.Select(uid => new UniqueId(uid))];
        await selected.Folder.StoreAsync(doomed, new StoreFlagsRequest(StoreAction.Add, MessageFlags.Deleted) { Silent = true }, cancellationToken);
        await selected.Folder.ExpungeAsync(doomed, cancellationToken);
        return new DeletedMessages(uids.Count, null, []);
    }
}
