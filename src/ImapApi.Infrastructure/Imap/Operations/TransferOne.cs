using ImapApi.Application.Errors;
using ImapApi.Domain.Mailboxes;
using ImapApi.Domain.Messages;
using ImapApi.Infrastructure.Imap.Fetching;
using ImapApi.Infrastructure.Imap.Workers;
using MailKit;

namespace ImapApi.Infrastructure.Imap.Operations;

/// <summary>UID MOVE or UID COPY of one message. Where the server has no MOVE, MailKit copies it, marks it \Deleted and expunges it.</summary>
internal sealed class TransferOne(MessageId message, MailboxPath destination, bool isCopy) : IImapOperation<MessageTransfer>
{
    public MailboxTarget Target { get; } = isCopy ? MailboxTarget.Read(message.Mailbox) : MailboxTarget.Change(message.Mailbox);

    public bool ChangesMailboxes => true;

    public async Task<MessageTransfer> RunAsync(ImapConnection connection, CancellationToken cancellationToken)
    {
        UniqueId[] uid = [new(message.Uid.Value)];
        // To what follows a server answers OK, whether the message is there or not.
        if ((await connection.Selected!.Folder.FetchAsync(uid, FetchItems.Flags(connection), cancellationToken)).All(row => row.UniqueId.Id != message.Uid.Value))
            throw NotFoundException.ForMessage(connection.Account);
        var path = await Transfer.DestinationAsync(connection, destination, isCopy, cancellationToken);
        var ids = await Transfer.RunAsync(connection, uid, path, isCopy, cancellationToken);
        return new MessageTransfer(path, ids.TryGetValue(message.Uid.Value, out var id) ? id : null);
    }
}
