using ImapApi.Application.Errors;
using ImapApi.Domain.Mailboxes;
using ImapApi.Domain.Messages;
using ImapApi.Infrastructure.Imap.Workers;
using MailKit;
using MailKit.Net.Imap;

namespace ImapApi.Infrastructure.Imap.Fetching;

/// <summary>UID MOVE or UID COPY of messages of the selected mailbox, and which ids they have in the other one.</summary>
internal static class Transfer
{
    /// <summary>The mailbox that is meant; refused where it makes no sense.</summary>
    public static async Task<MailboxPath> DestinationAsync(ImapConnection connection, MailboxPath asked, bool isCopy, CancellationToken cancellationToken)
    {
        var destination = await connection.ResolveAsync(asked, cancellationToken);
        return isCopy || destination != connection.Selected!.Path ? destination : throw new ValidationFailedException("path", "is where the messages are.");
    }

    /// <exception cref="ImapCommandException">The server refused.</exception>
    public static async Task<IReadOnlyDictionary<uint, MessageId>> RunAsync(
        ImapConnection connection, IList<UniqueId> uids, MailboxPath destination, bool isCopy, CancellationToken cancellationToken)
    {
        var target = await connection.FindFolderAsync(destination, cancellationToken);
        var map = await TransferAsync(connection, uids, target, destination, isCopy, cancellationToken);
        // One that names more than it was asked for is not believed.
        if (map is not { Count: > 0 } || map.Count > uids.Count)
            return new Dictionary<uint, MessageId>();
        var number = await connection.NumberOfAsync(destination, map.Destination[0].Validity, cancellationToken);
        return map.ToDictionary(pair => pair.Key.Id, pair => new MessageId(number, new Uid(pair.Value.Id)));
    }

    private static async Task<UniqueIdMap?> TransferAsync(
        ImapConnection connection, IList<UniqueId> uids, IMailFolder target, MailboxPath destination, bool isCopy, CancellationToken cancellationToken)
    {
        var folder = connection.Selected!.Folder;
        try
        {
            return await (isCopy ? folder.CopyToAsync(uids, target, cancellationToken) : folder.MoveToAsync(uids, target, cancellationToken));
        }
        catch (ImapCommandException refused)
        {
            if (!await target.IsThereAsync(cancellationToken))
                throw NotFoundException.ForMailbox(connection.Account, destination, refused.ResponseText);
            throw;
        }
    }
}
