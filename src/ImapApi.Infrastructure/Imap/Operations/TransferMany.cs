using ImapApi.Domain.Mailboxes;
using ImapApi.Domain.Messages;
using ImapApi.Infrastructure.Imap.Fetching;
using ImapApi.Infrastructure.Imap.Workers;
using MailKit;

namespace ImapApi.Infrastructure.Imap.Operations;

/// <summary>UID MOVE or UID COPY of many messages.</summary>
internal sealed class TransferMany(FoundMessages found, IReadOnlyList<uint> uids, MailboxPath destination, bool isCopy)
    : IImapOperation<(MailboxPath Destination, IReadOnlyList<MovedMessage> Moved)>
{
    public MailboxTarget Target { get; } = isCopy ? MailboxTarget.Read(found.Mailbox) : MailboxTarget.Change(found.Mailbox);

    public bool ChangesMailboxes => true;

    public async Task<(MailboxPath Destination, IReadOnlyList<MovedMessage> Moved)> RunAsync(ImapConnection connection, CancellationToken cancellationToken)
    {
        var path = await Transfer.DestinationAsync(connection, destination, isCopy, cancellationToken);
        return (path, await RunAsync(connection, found, uids, path, isCopy, cancellationToken));
    }

    /// <summary>With COPYUID the server tells which it took; without, those that were found are believed to be.</summary>
    public static async Task<IReadOnlyList<MovedMessage>> RunAsync(
        ImapConnection connection, FoundMessages found, IReadOnlyList<uint> uids, MailboxPath destination, bool isCopy, CancellationToken cancellationToken)
    {
        var ids = await Transfer.RunAsync(connection, [.. uids.Select(uid => new UniqueId(uid))], destination, isCopy, cancellationToken);
        return ids.Count == 0
            ? [.. uids.Select(uid => new MovedMessage(found.IdOf(uid), To: null))]
            : [.. uids.Where(ids.ContainsKey).Select(uid => new MovedMessage(found.IdOf(uid), ids[uid]))];
    }
}
