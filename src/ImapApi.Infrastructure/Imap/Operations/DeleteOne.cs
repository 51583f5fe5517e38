using ImapApi.Application.Errors;
using ImapApi.Domain.Mailboxes;
using ImapApi.Domain.Messages;
using ImapApi.Infrastructure.Imap.Fetching;
using ImapApi.Infrastructure.Imap.Workers;
using MailKit;

namespace ImapApi.Infrastructure.Imap.Operations;

/// <summary>
/// UID MOVE to \Trash; where the message is there already, there is none, or <paramref name="force"/> is given: \Deleted, and UID EXPUNGE of this one.
/// </summary>
/// <remarks>
/// Without UIDPLUS a server can only expunge all that is marked. MailKit then takes \Deleted off the others first and puts it back afterwards: should the
/// connection break between, they have lost a mark, not been lost.
/// </remarks>
internal sealed class DeleteOne(MessageId message, bool force) : IImapOperation<MessageDeletion>
{
    public MailboxTarget Target { get; } = MailboxTarget.Change(message.Mailbox);

    public bool ChangesMailboxes => true;

    public async Task<MessageDeletion> RunAsync(ImapConnection connection, CancellationToken cancellationToken)
    {
        var selected = connection.Selected!;
        UniqueId[] uid = [new(message.Uid.Value)];
        // To all that follows a server answers OK, whether the message is there or not.
        if ((await selected.Folder.FetchAsync(uid, FetchItems.Flags(connection), cancellationToken)).All(row => row.UniqueId.Id != message.Uid.Value))
            throw NotFoundException.ForMessage(connection.Account);

        var trash = force ? null : await connection.FindSpecialUseAsync(SpecialUse.Trash, cancellationToken);
        if (trash is not null && trash != selected.Path)
            return await MoveAsync(connection, uid[0], trash, cancellationToken);
        await selected.Folder.StoreAsync(uid, new StoreFlagsRequest(StoreAction.Add, MessageFlags.Deleted) { Silent = true }, cancellationToken);
        await selected.Folder.ExpungeAsync(uid, cancellationToken);
        return new MessageDeletion(Deleted: true, Destination: null, MovedTo: null);
    }

    private static async Task<MessageDeletion> MoveAsync(ImapConnection connection, UniqueId uid, MailboxPath trash, CancellationToken cancellationToken)
    {
        var destination = await connection.FindFolderAsync(trash, cancellationToken);
        var moved = await connection.Selected!.Folder.MoveToAsync(uid, destination, cancellationToken);
        MessageId? id = moved is { } there && await connection.NumberOfAsync(trash, there.Validity, cancellationToken) is { } number
            ? new MessageId(number, new Uid(there.Id))
            : null;
        return new MessageDeletion(Deleted: false, trash, id);
    }
}
