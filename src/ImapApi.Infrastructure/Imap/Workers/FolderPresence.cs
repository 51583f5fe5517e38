using MailKit;

namespace ImapApi.Infrastructure.Imap.Workers;

/// <summary>Whether a mailbox is there still. MailKit remembers what it once listed, so its parent is asked.</summary>
internal static class FolderPresence
{
    public static async Task<bool> IsThereAsync(this IMailFolder folder, CancellationToken cancellationToken) =>
        folder.ParentFolder is not { } parent || (await parent.GetSubfoldersAsync(subscribedOnly: false, cancellationToken)).Any(child => child.FullName == folder.FullName);
}
