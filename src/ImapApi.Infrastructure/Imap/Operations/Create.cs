using ImapApi.Application.Errors;
using ImapApi.Domain.Mailboxes;
using ImapApi.Infrastructure.Imap.Workers;
using MailKit;
using MailKit.Net.Imap;

namespace ImapApi.Infrastructure.Imap.Operations;

/// <summary>CREATE, name by name where parents are missing, and SUBSCRIBE.</summary>
/// <param name="names">From the top. A single name may hold the server's hierarchy delimiter.</param>
internal sealed class Create(IReadOnlyList<string> names) : IImapOperation<MailboxCreated>
{
    public MailboxTarget Target => MailboxTarget.None;

    public bool ChangesMailboxes => true;

    public async Task<MailboxCreated> RunAsync(ImapConnection connection, CancellationToken cancellationToken)
    {
        var client = connection.Client;
        var root = client.GetFolder(client.PersonalNamespaces.Count > 0 ? client.PersonalNamespaces[0] : new FolderNamespace('/', ""));
        var delimiter = root.DirectorySeparator;
        var parts = names.Count == 1 && delimiter != '\0' ? names[0].Split(delimiter) : [.. names];
        // A path as the listing shows it begins with the name space's own prefix.
        if (parts.Length > 1 && string.Equals(parts[0], root.FullName, StringComparison.OrdinalIgnoreCase))
            parts = parts[1..];
        if (parts.Any(part => part.Length == 0) || (delimiter != '\0' && names.Count > 1 && names.Any(name => name.Contains(delimiter))))
            throw new ValidationFailedException("path", $"holds empty names, or the server's delimiter '{delimiter}' within a name.");

        var created = false;
        var folder = root;
        foreach (var part in parts)
            (folder, created) = await ChildAsync(folder, part, cancellationToken);
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

    private static async Task<(IMailFolder Folder, bool Created)> ChildAsync(IMailFolder parent, string name, CancellationToken cancellationToken)
    {
        try
        {
            var existing = await parent.GetSubfolderAsync(name, cancellationToken);
            if (!existing.Attributes.HasFlag(FolderAttributes.NonExistent))
                return (existing, false);
        }
        catch (FolderNotFoundException)
        {
            // Then it is created.
        }

        var created = await parent.CreateAsync(name, isMessageFolder: true, cancellationToken)
            ?? throw new ImapProtocolException("The server created a mailbox and does not list it.");
        await created.SubscribeAsync(cancellationToken);
        return (created, true);
    }
}
