using ImapApi.Domain.Mailboxes;
using ImapApi.Infrastructure.Imap.Workers;
using MailKit;

namespace ImapApi.Infrastructure.Imap.Operations;

/// <summary>CREATE, name by name where parents are missing, and SUBSCRIBE.</summary>
/// <param name="names">From the top. A single name may hold the server's hierarchy delimiter.</param>
internal sealed class Create(IReadOnlyList<string> names) : IImapOperation<MailboxCreated>
{
    public MailboxTarget Target => MailboxTarget.None;

    public bool ChangesMailboxes => true;

    public async Task<MailboxCreated> RunAsync(ImapConnection connection, CancellationToken cancellationToken)
    {
        var (folder, parts) = MailboxTree.Parse(connection, names, "path");
        var created = false;
        foreach (var part in parts)
            (folder, created) = await MailboxTree.ChildAsync(folder, part, cancellationToken);
        var path = MailboxPath.Parse(folder.FullName);
        return new MailboxCreated(path, await IdAsync(connection, folder, path, cancellationToken), created);
    }

    /// <summary>The server's own id (OBJECTID, RFC 8474), else our number for it.</summary>
    private static async Task<string> IdAsync(ImapConnection connection, IMailFolder folder, MailboxPath path, CancellationToken cancellationToken)
    {
        if (!string.IsNullOrEmpty(folder.Id))
            return folder.Id;
        await folder.StatusAsync(StatusItems.UidValidity, cancellationToken);
        return (await connection.NumberOfAsync(path, folder.UidValidity, cancellationToken)).ToString();
    }
}
