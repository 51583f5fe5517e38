using ImapApi.Domain.Mailboxes;
using ImapApi.Infrastructure.Imap.Guard;
using ImapApi.Infrastructure.Imap.Mapping;
using ImapApi.Infrastructure.Imap.Workers;
using MailKit;
using MailKit.Net.Imap;

namespace ImapApi.Infrastructure.Imap.Operations;

/// <summary>
/// LIST of everything with STATUS: one command where the server has LIST-STATUS (RFC 5819), else one more for each mailbox. On the command connection,
/// because MailKit keeps an object for every mailbox it lists for as long as the connection lives.
/// </summary>
internal sealed class ListAll(bool counters) : IImapOperation<IReadOnlyList<Mailbox>>
{
    private const StatusItems Counts = StatusItems.Count | StatusItems.UidNext;

    private readonly HashSet<IMailFolder> _unselectable = [];
    private readonly StatusItems _items = counters ? Counts | StatusItems.Unread : Counts;

    public MailboxTarget Target => MailboxTarget.None;

    public bool IsLong => true;

    public object SharingKey => (nameof(ListAll), counters);

    public Task<IReadOnlyList<Mailbox>> RunAsync(ImapConnection connection, CancellationToken cancellationToken) => RunAsync(connection.Client, connection.Guard, cancellationToken);

    /// <summary>On a connection that belongs to no worker.</summary>
    public async Task<IReadOnlyList<Mailbox>> RunAsync(ImapClient client, ImapGuard guard, CancellationToken cancellationToken)
    {
        guard.BeginListing(exists: 0);
        var withStatus = client.Capabilities.HasFlag(ImapCapabilities.ListStatus);
        var folders = new Dictionary<string, IMailFolder>(StringComparer.Ordinal);
        foreach (var name in client.PersonalNamespaces)
        {
            foreach (var folder in await client.GetFoldersAsync(name, withStatus ? _items : StatusItems.None, subscribedOnly: false, cancellationToken))
                folders[folder.FullName] = folder;
        }

        // Servers with a prefix ("INBOX.") may list INBOX outside their personal name space.
        var inbox = client.Inbox;
        if (folders.TryAdd(inbox.FullName, inbox) && withStatus)
            await StatusAsync(guard, inbox, cancellationToken);
        if (!withStatus)
        {
            foreach (var folder in folders.Values)
                await StatusAsync(guard, folder, cancellationToken);
        }

        return MailboxMapping.Map(folders.Values, _unselectable, counters);
    }

    private async Task StatusAsync(ImapGuard guard, IMailFolder folder, CancellationToken cancellationToken)
    {
        if (MailboxMapping.IsNoSelect(folder))
            return;
        try
        {
            guard.BeginCommand(exists: 0);
            await folder.StatusAsync(_items, cancellationToken);
        }
        catch (ImapCommandException)
        {
            // Listed, but not to be opened: only the way to other mailboxes (Dovecot tells just those who speak LIST-EXTENDED), or gone since.
            _unselectable.Add(folder);
        }
    }
}
