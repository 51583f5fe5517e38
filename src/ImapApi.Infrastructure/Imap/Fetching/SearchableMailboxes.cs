using ImapApi.Domain.Mailboxes;
using ImapApi.Infrastructure.Imap.Mapping;
using ImapApi.Infrastructure.Imap.Workers;
using MailKit;
using MailKit.Net.Imap;

namespace ImapApi.Infrastructure.Imap.Fetching;

/// <summary>
/// The mailboxes that between them hold every message once: one LIST, with STATUS where the server can say both at once, so that empty ones are left out. On
/// Gmail every message is in one of three; its other mailboxes are labels.
/// </summary>
internal static class SearchableMailboxes
{
    private static readonly SpecialUse[] OfGmail = [SpecialUse.All, SpecialUse.Junk, SpecialUse.Trash];

    public static async Task<IReadOnlyList<Mailbox>> ListAsync(ImapConnection connection, CancellationToken cancellationToken)
    {
        var client = connection.Client;
        var withStatus = client.Capabilities.HasFlag(ImapCapabilities.ListStatus);
        var folders = new Dictionary<string, IMailFolder>(StringComparer.Ordinal);
        foreach (var name in client.PersonalNamespaces)
        {
            foreach (var folder in await client.GetFoldersAsync(name, withStatus ? StatusItems.Count : StatusItems.None, subscribedOnly: false, cancellationToken))
                folders[folder.FullName] = folder;
        }

        var isInboxListed = !folders.TryAdd(client.Inbox.FullName, client.Inbox);
        var mailboxes = MailboxMapping.Map(folders.Values, new HashSet<IMailFolder>(), counters: false).Where(mailbox => !mailbox.NoSelect);
        if (connection.IsGmail && mailboxes.Any(mailbox => mailbox.SpecialUse == SpecialUse.All))
            mailboxes = mailboxes.Where(mailbox => mailbox.SpecialUse is { } use && OfGmail.Contains(use));
        return [.. mailboxes.Where(mailbox => !withStatus || mailbox.Messages > 0 || (!isInboxListed && mailbox.Path == MailboxPath.Inbox))];
    }
}
