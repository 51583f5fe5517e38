using ImapApi.Domain.Messages;
using ImapApi.Infrastructure.Imap.Workers;
using MailKit;
using MailKit.Net.Imap;
using MessageSummary = ImapApi.Domain.Messages.MessageSummary;

namespace ImapApi.Infrastructure.Imap.Fetching;

/// <summary>Adds previews to messages whose outlines are known. What is found stays with the outline in the cache.</summary>
internal static class PreviewReader
{
    /// <summary>Messages in one command: with 16 KiB of HTML each, far below what one command may bring.</summary>
    public const int AtOnce = FetchPieces.Outlines;

    public static async Task<IReadOnlyList<MessageSummary>> AddAsync(ImapConnection connection, IReadOnlyList<MessageSummary> messages, CancellationToken cancellationToken)
    {
        // A message that has no text, as far as is known, is not asked for: its structure may be what breaks the connection.
        var missing = messages.Select(message => message.Outline).Where(outline => outline.Preview is null && HasText(outline)).ToDictionary(outline => outline.Uid.Value);
        var found = new Dictionary<uint, string>();
        await FetchAsync(connection, missing, found, cancellationToken);
        if (missing.Count > 0 && connection.Client.Capabilities.HasFlag(ImapCapabilities.Preview))
        {
            // Cyrus makes previews only of what its other programs have looked at: then this connection reads the texts itself.
            connection.Client.Capabilities &= ~ImapCapabilities.Preview;
            await FetchAsync(connection, missing, found, cancellationToken);
        }

        return [.. messages.Select(message => Add(connection, message, found.GetValueOrDefault(message.Id.Uid.Value)))];
    }

    /// <summary>What is found is not missing any more.</summary>
    private static async Task FetchAsync(ImapConnection connection, Dictionary<uint, MessageOutline> missing, Dictionary<uint, string> found, CancellationToken cancellationToken)
    {
        foreach (var chunk in missing.Keys.Order().Chunk(AtOnce))
        {
            connection.Guard.BeginCommand(connection.Selected!.Folder.Count);
            var previews = PreviewCapture.Begin(connection);
            var rows = await connection.Selected.Folder.FetchAsync([.. chunk.Select(uid => new UniqueId(uid))], FetchItems.Previews, cancellationToken);
            previews.End();
            foreach (var row in rows)
            {
                if (!missing.TryGetValue(row.UniqueId.Id, out var outline) || previews.Of(row, outline) is not { } preview)
                    continue;
                found[row.UniqueId.Id] = preview;
                missing.Remove(row.UniqueId.Id);
            }
        }
    }

    private static MessageSummary Add(ImapConnection connection, MessageSummary message, string? found)
    {
        var outline = message.Outline;
        if (outline.Preview is null && found is not null)
        {
            outline = outline with { Preview = found };
            connection.Outlines.Add(connection.Account, message.Id.Mailbox, outline);
        }

        return message with { Outline = outline, Preview = outline.Preview is { Length: > 0 } preview ? preview : null };
    }

    private static bool HasText(MessageOutline outline) => outline.Leaves.Any(leaf => leaf is { IsAttachment: false, EncodedSize: > 0, ContentType: "text/plain" or "text/html" });
}
