using ImapApi.Domain.Mailboxes;
using ImapApi.Infrastructure.Imap.Mapping;
using ImapApi.Infrastructure.Imap.Workers;
using MailKit;

namespace ImapApi.Infrastructure.Imap.Fetching;

/// <summary>
/// The mailboxes that between them hold every message once: one LIST. On Gmail every message is in one of three; its other mailboxes are labels. Their STATUS is
/// not asked to leave out empty ones: a server may tell it from an index that is behind, and nothing may be hidden.
/// </summary>
internal static class SearchableMailboxes
{
    private static readonly SpecialUse[] OfGmail = [SpecialUse.All, SpecialUse.Junk, SpecialUse.Trash];

    public static async Task<IReadOnlyList<Mailbox>> ListAsync(ImapConnection connection, CancellationToken cancellationToken)
    {
        var client = connection.Client;
        var folders = new Dictionary<string, IMailFolder>(StringComparer.Ordinal);
        foreach (var name in client.PersonalNamespaces)
        {
            foreach (var folder in await client.GetFoldersAsync(name, StatusItems.None, subscribedOnly: false, cancellationToken))
                folders[folder.FullName] = folder;
        }

        folders.TryAdd(client.Inbox.FullName, client.Inbox);
        var mailboxes = MailboxMapping.Map(folders.Values, new HashSet<IMailFolder>(), counters: false).Where(mailbox => !mailbox.NoSelect);
        if (connection.IsGmail && mailboxes.Any(mailbox => mailbox.SpecialUse == SpecialUse.All))
            mailboxes = mailboxes.Where(mailbox => mailbox.SpecialUse is { } use && OfGmail.Contains(use));
        return [.. mailboxes];
    }
}
