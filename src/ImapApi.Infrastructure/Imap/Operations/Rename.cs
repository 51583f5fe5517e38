using ImapApi.Application.Errors;
using ImapApi.Domain.Mailboxes;
using ImapApi.Infrastructure.Imap.Workers;
using MailKit;

namespace ImapApi.Infrastructure.Imap.Operations;

/// <summary>
/// RENAME. The mailbox, and those below it, keep their numbers, and so all ids. It runs on the watcher, whose loop also compares the list of mailboxes: nobody
/// sees one gone and another come before we have said that they are the same.
/// </summary>
/// <param name="names">As in <see cref="Create"/>.</param>
internal sealed class Rename(MailboxPath path, IReadOnlyList<string> names) : IImapOperation<MailboxPath>
{
    public MailboxTarget Target => MailboxTarget.None;

    public bool ChangesMailboxes => true;

    public async Task<MailboxPath> RunAsync(ImapConnection connection, CancellationToken cancellationToken)
    {
        var (parent, parts) = MailboxTree.Parse(connection, names, "newPath");
        var folder = await connection.FindFolderAsync(path, cancellationToken);
        if (!await folder.IsThereAsync(cancellationToken))
            throw NotFoundException.ForMailbox(connection.Account, path);
        foreach (var part in parts[..^1])
            (parent, _) = await MailboxTree.ChildAsync(parent, part, cancellationToken);
        if (await MailboxTree.FindChildAsync(parent, parts[^1], cancellationToken) is { } there)
            throw new ConflictException($"Account '{connection.Account}' has a mailbox '{there.FullName}' already.", retryable: false);

        // Subscriptions are of names: the old one would be listed as a ghost for ever.
        var isSubscribed = folder.IsSubscribed || folder.Attributes.HasFlag(FolderAttributes.Subscribed);
        if (isSubscribed)
            await folder.UnsubscribeAsync(cancellationToken);
        try
        {
            await folder.RenameAsync(parent, parts[^1], cancellationToken);
        }
        finally
        {
            // Under its new name, or under the old one when the server refused.
            if (isSubscribed && connection.Client.IsConnected)
                await folder.SubscribeAsync(cancellationToken);
        }

        var renamed = MailboxPath.Parse(folder.FullName);
        await connection.NoteRenameAsync(path, renamed, folder.DirectorySeparator, cancellationToken);
        return renamed;
    }
}
