using ImapApi.Domain.Mailboxes;
using ImapApi.Infrastructure.Imap.Mapping;
using MailKit;
using MailKit.Net.Imap;

namespace ImapApi.Infrastructure.Imap.Workers;

/// <summary>Mailboxes by their role.</summary>
internal static class SpecialMailboxes
{
    /// <summary>The mailbox with this role: as the server says, else by its name in some common language; null when there is none.</summary>
    public static async Task<MailboxPath?> FindAsync(ImapClient client, SpecialUse use, CancellationToken cancellationToken)
    {
        if (use == SpecialUse.Inbox)
            return MailboxPath.Inbox;
        if (Enum.TryParse<SpecialFolder>(use.ToString(), out var special) && Marked(client, special) is { } marked)
            return MailboxPath.Parse(marked.FullName);
        if (client.PersonalNamespaces.Count == 0)
            return null;
        var folders = await client.GetFoldersAsync(client.PersonalNamespaces[0], cancellationToken: cancellationToken);
        var guessed = folders.FirstOrDefault(folder =>
            !MailboxMapping.IsNoSelect(folder) && SpecialUseGuess.FromName(folder.Name) == use);
        return guessed is null ? null : MailboxPath.Parse(guessed.FullName);
    }

    /// <summary>The one that the server marks; null where it marks none.</summary>
    public static IMailFolder? Marked(ImapClient client, SpecialFolder special) =>
        client.Capabilities.HasFlag(ImapCapabilities.SpecialUse) || client.Capabilities.HasFlag(ImapCapabilities.XList) ? client.GetFolder(special) : null;
}
