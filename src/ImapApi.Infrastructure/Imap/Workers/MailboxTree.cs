using ImapApi.Application.Errors;
using MailKit;
using MailKit.Net.Imap;

namespace ImapApi.Infrastructure.Imap.Workers;

/// <summary>Names of mailboxes from the top of the account's name space.</summary>
internal static class MailboxTree
{
    /// <summary>The top, and the names below it: a single name is cut at the server's delimiter.</summary>
    /// <param name="key">What the caller calls the names.</param>
    public static (IMailFolder Root, string[] Parts) Parse(ImapConnection connection, IReadOnlyList<string> names, string key)
    {
        var client = connection.Client;
        var root = client.GetFolder(client.PersonalNamespaces.Count > 0 ? client.PersonalNamespaces[0] : new FolderNamespace('/', ""));
        var delimiter = root.DirectorySeparator;
        var parts = names.Count == 1 && delimiter != '\0' ? names[0].Split(delimiter) : [.. names];
        // A path as the listing shows it begins with the name space's own prefix.
        if (parts.Length > 1 && string.Equals(parts[0], root.FullName, StringComparison.OrdinalIgnoreCase))
            parts = parts[1..];
        if (parts.Any(part => part.Length == 0) || (delimiter != '\0' && names.Count > 1 && names.Any(name => name.Contains(delimiter))))
            throw new ValidationFailedException(key, $"holds empty names, or the server's delimiter '{delimiter}' within a name.");
        return (root, parts);
    }

    public static async Task<IMailFolder?> FindChildAsync(IMailFolder parent, string name, CancellationToken cancellationToken)
    {
        try
        {
            var existing = await parent.GetSubfolderAsync(name, cancellationToken);
            return existing.Attributes.HasFlag(FolderAttributes.NonExistent) ? null : existing;
        }
        catch (FolderNotFoundException)
        {
            return null;
        }
    }

    /// <summary>The mailbox with this name, created and subscribed to where there is none.</summary>
    public static async Task<(IMailFolder Folder, bool Created)> ChildAsync(IMailFolder parent, string name, CancellationToken cancellationToken)
    {
        if (await FindChildAsync(parent, name, cancellationToken) is { } existing)
            return (existing, false);
        var created = await parent.CreateAsync(name, isMessageFolder: true, cancellationToken)
            ?? throw new ImapProtocolException("The server created a mailbox and does not list it.");
        await created.SubscribeAsync(cancellationToken);
        return (created, true);
    }
}
