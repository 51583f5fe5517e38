using ImapApi.Application.Errors;
using ImapApi.Domain.Mailboxes;
using ImapApi.Infrastructure.Imap.Workers;
using MailKit;
using MailKit.Net.Imap;

namespace ImapApi.Infrastructure.Imap.Operations;

/// <summary>DELETE of a mailbox with its messages.</summary>
internal sealed class Delete(MailboxPath path) : IImapOperation<bool>
{
    public MailboxTarget Target => MailboxTarget.None;

    public bool ChangesMailboxes => true;

    public async Task<bool> RunAsync(ImapConnection connection, CancellationToken cancellationToken)
    {
        var folder = await connection.FindFolderAsync(path, cancellationToken);
        try
        {
            await folder.DeleteAsync(cancellationToken);
        }
        catch (ImapCommandException) when (folder.ParentFolder is not null)
        {
            // Refused, or gone already by somebody else's hand?
            if (!await folder.IsThereAsync(cancellationToken))
                throw NotFoundException.ForMailbox(connection.Account, path);
            throw;
        }

        // Left subscribed, it would be listed as a ghost for ever.
        if (folder.IsSubscribed || folder.Attributes.HasFlag(FolderAttributes.Subscribed))
            await folder.UnsubscribeAsync(cancellationToken);
        return true;
    }
}
