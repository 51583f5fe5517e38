using MailKit;

namespace ImapApi.Infrastructure.Imap.Workers;

/// <summary>SELECT or EXAMINE of a mailbox that MailKit may believe to be open already.</summary>
internal static class Reopening
{
    public static async Task OpenAsync(IMailFolder folder, bool write, CancellationToken cancellationToken)
    {
        var access = write ? FolderAccess.ReadWrite : FolderAccess.ReadOnly;
        if (folder.IsOpen && folder.Access == access)
        {
            // MailKit would send nothing. SELECT serves reading as well; for writing it takes an EXAMINE in between.
            if (write)
                await folder.OpenAsync(FolderAccess.ReadOnly, cancellationToken);
            access = FolderAccess.ReadWrite;
        }

        await folder.OpenAsync(access, cancellationToken);
    }
}
