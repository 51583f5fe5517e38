using ImapApi.Domain.Mailboxes;
using ImapApi.Infrastructure.Imap.Mapping;
using ImapApi.Infrastructure.Imap.Workers;
using MailKit;
using MailKit.Net.Imap;

namespace ImapApi.Infrastructure.Imap.Sync;

/// <summary>Lists the mailboxes that are followed, with what the server says of them unopened: one command with LIST-STATUS (RFC 5819), else one more for each.</summary>
internal static class MailboxLister
{
    private const StatusItems Items = StatusItems.Count | StatusItems.UidNext | StatusItems.UidValidity | StatusItems.Unread;

    /// <summary>On Gmail every message is in one of these; its other mailboxes are labels.</summary>
    private static readonly SpecialUse[] OfGmail = [SpecialUse.All, SpecialUse.Junk, SpecialUse.Trash];

    /// <param name="patience">For each command.</param>
    public static async Task<IReadOnlyList<MailboxDescription>> ListAsync(ImapConnection connection, TimeSpan patience, CancellationToken cancellationToken)
    {
        var client = connection.Client;
        var items = connection.IsModSeqReliable ? Items | StatusItems.HighestModSeq : Items;
        var withStatus = client.Capabilities.HasFlag(ImapCapabilities.ListStatus);
        var folders = new Dictionary<string, IMailFolder>(StringComparer.Ordinal);
        foreach (var name in client.PersonalNamespaces)
        {
            var listed = await connection.AskAsync(patience, token => client.GetFoldersAsync(name, withStatus ? items : StatusItems.None, subscribedOnly: false, token), cancellationToken, lists: true);
            foreach (var folder in listed)
                folders[folder.FullName] = folder;
        }

        // Never an account without mailboxes: a server that lists none has a bad day, unless INBOX is not of those that were asked for (NAMESPACE "INBOX.").
        if (folders.Count == 0 && !client.PersonalNamespaces.All(name => name.Path.Length > 0))
            return [];
        folders.TryAdd(client.Inbox.FullName, client.Inbox);
        var unselectable = new HashSet<IMailFolder>();
        if (!withStatus)
            await AskEachAsync(connection, folders.Values, items, unselectable, patience, cancellationToken);
        return [.. MailboxMapping.Map(folders.Values, unselectable, counters: false)
            .Where(mailbox => !mailbox.NoSelect && (!connection.IsGmail || (mailbox.SpecialUse is { } use && OfGmail.Contains(use))))
            .Select(mailbox => new MailboxDescription(mailbox.Path, mailbox.Name, mailbox.SpecialUse, StateOf(mailbox, folders, connection)))];
    }

    /// <summary>Asks for a mailbox that was not listed. What is only a label of Gmail's is not followed, there or not.</summary>
    public static async Task<bool> IsThereAsync(ImapConnection connection, MailboxPath path, TimeSpan patience, CancellationToken cancellationToken)
    {
        if (connection.IsGmail)
            return false;
        try
        {
            return await connection.AskAsync(patience, async token =>
            {
                var folder = await connection.Client.GetFolderAsync(path.Value, token);
                await folder.StatusAsync(StatusItems.UidValidity, token);
                return true;
            }, cancellationToken, lists: true);
        }
        catch (Exception exception) when (exception is ImapCommandException or FolderNotFoundException)
        {
            return false;
        }
    }

    /// <summary>Not of the selected mailbox (RFC 9051 §6.3.11).</summary>
    private static async Task AskEachAsync(
        ImapConnection connection, IEnumerable<IMailFolder> folders, StatusItems items, HashSet<IMailFolder> unselectable, TimeSpan patience, CancellationToken cancellationToken)
    {
        foreach (var folder in folders)
        {
            if (MailboxMapping.IsNoSelect(folder) || folder == connection.Selected?.Folder)
                continue;
            try
            {
                await connection.AskAsync(patience, async token =>
                {
                    await folder.StatusAsync(items, token);
                    return true;
                }, cancellationToken, lists: true);
            }
            catch (ImapCommandException)
            {
                // Listed, but not to be opened, or gone since.
                unselectable.Add(folder);
            }
        }
    }

    private static MailboxState? StateOf(Mailbox mailbox, Dictionary<string, IMailFolder> folders, ImapConnection connection)
    {
        var folder = mailbox.Path == MailboxPath.Inbox ? connection.Client.Inbox : folders[mailbox.Path.Value];
        return folder == connection.Selected?.Folder || folder.UidValidity == 0 ? null : connection.StateOf(folder);
    }
}
