using ImapApi.Domain.Mailboxes;
using MailKit;

namespace ImapApi.Infrastructure.Imap.Mapping;

/// <summary>MailKit's folders in the contract's words: INBOX first, then in the order of their paths, each role once.</summary>
internal static class MailboxMapping
{
    private static readonly (FolderAttributes Attribute, SpecialUse Use)[] Marks =
    [
        (FolderAttributes.All, SpecialUse.All),
        (FolderAttributes.Archive, SpecialUse.Archive),
        (FolderAttributes.Drafts, SpecialUse.Drafts),
        (FolderAttributes.Flagged, SpecialUse.Flagged),
        (FolderAttributes.Important, SpecialUse.Important),
        (FolderAttributes.Junk, SpecialUse.Junk),
        (FolderAttributes.Sent, SpecialUse.Sent),
        (FolderAttributes.Trash, SpecialUse.Trash),
    ];

    public static bool IsNoSelect(IMailFolder folder) =>
        folder.Attributes.HasFlag(FolderAttributes.NoSelect) || folder.Attributes.HasFlag(FolderAttributes.NonExistent);

    /// <param name="unselectable">Mailboxes that proved to be none, though the server does not mark them.</param>
    public static IReadOnlyList<Mailbox> Map(IEnumerable<IMailFolder> folders, IReadOnlySet<IMailFolder> unselectable, bool counters)
    {
        var ordered = folders.Where(folder => MailboxPath.TryParse(folder.FullName, out _))
            .OrderBy(folder => Path(folder) != MailboxPath.Inbox).ThenBy(folder => folder.FullName, StringComparer.Ordinal).ToList();
        var roles = Roles(ordered);
        return ordered.ConvertAll(folder => Map(folder, roles.GetValueOrDefault(folder), IsNoSelect(folder) || unselectable.Contains(folder), counters));
    }

    private static Mailbox Map(IMailFolder folder, (SpecialUse Use, SpecialUseSource Source)? role, bool noSelect, bool counters)
    {
        var path = Path(folder);
        var delimiter = folder.DirectorySeparator == '\0' ? null : folder.DirectorySeparator.ToString();
        var parent = delimiter is null ? -1 : path.Value.LastIndexOf(folder.DirectorySeparator);
        return new Mailbox(
            path,
            delimiter,
            parent > 0 ? path.Value[..parent] : null,
            path.Value[(parent + 1)..],
            Listed: true,
            folder.IsSubscribed || folder.Attributes.HasFlag(FolderAttributes.Subscribed),
            role?.Use,
            role?.Source,
            noSelect,
            noSelect ? 0 : Math.Max(0, folder.Count),
            noSelect ? 0 : folder.UidNext?.Id ?? 0,
            counters && !noSelect ? new MailboxStatus(Math.Max(0, folder.Count), Math.Max(0, folder.Unread)) : null);
    }

    private static Dictionary<IMailFolder, (SpecialUse, SpecialUseSource)?> Roles(List<IMailFolder> folders)
    {
        var roles = new Dictionary<IMailFolder, (SpecialUse, SpecialUseSource)?>();
        var taken = new HashSet<SpecialUse>();
        foreach (var folder in folders)
        {
            if (Path(folder) == MailboxPath.Inbox)
                roles[folder] = (SpecialUse.Inbox, SpecialUseSource.Extension);
            else if (Array.Find(Marks, mark => folder.Attributes.HasFlag(mark.Attribute)) is { Attribute: not FolderAttributes.None } marked && taken.Add(marked.Use))
                roles[folder] = (marked.Use, SpecialUseSource.Extension);
        }

        foreach (var folder in folders)
        {
            if (!roles.ContainsKey(folder) && SpecialUseGuess.FromName(folder.Name) is { } guess && taken.Add(guess))
                roles[folder] = (guess, SpecialUseSource.Name);
        }

        return roles;
    }

    private static MailboxPath Path(IMailFolder folder) => MailboxPath.Parse(folder.FullName);
}
