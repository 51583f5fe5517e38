using ImapApi.Domain.Messages;

namespace ImapApi.Infrastructure.Imap.Mapping;

/// <summary>
/// What an outline costs in memory: 64-bit object headers, references, and two bytes per character. Shared words are not counted. The JSON that is kept
/// beside it once it was listed again is counted from the start: its names and braces, and a third byte per character.
/// </summary>
internal static class OutlineSize
{
    /// <summary>The record, its key, its entry, its node in the dictionary and its place in the queue.</summary>
    private const int Fixed = 176 + 40 + 56 + 64 + 8 + Json;

    /// <summary>Its array, what holds that, its place in a table, and the names that nearly every message has.</summary>
    private const int Json = 24 + 40 + 48 + 250;

    private const int Address = 32 + 24;
    private const int Leaf = 104 + 40;
    private const int List = 40;
    private const int Reference = 8;

    public static long Of(MessageOutline outline)
    {
        var size = Fixed + Text(outline.Subject) + Text(outline.InternetMessageId) + Text(outline.InReplyTo) + Text(outline.EmailId) + Text(outline.ThreadId) + Text(outline.Preview)
            + Of(outline.From) + Of(outline.Sender) + Of(outline.ReplyTo) + Of(outline.To) + Of(outline.Cc) + Of(outline.Bcc);
        if (outline.Leaves.Count > 0)
            size += List;
        foreach (var leaf in outline.Leaves)
        {
            size += Leaf + Reference + Text(leaf.Part.Value) + Text(leaf.FileName) + Text(leaf.ContentId)
                + OwnWord(leaf.ContentType) + OwnWord(leaf.TransferEncoding) + OwnWord(leaf.Charset);
        }

        return size;
    }

    private static long Of(IReadOnlyList<EmailAddress> addresses)
    {
        var size = addresses.Count == 0 ? 0L : List;
        foreach (var address in addresses)
            size += Reference + Of(address);
        return size;
    }

    private static long Of(EmailAddress? address) => address is null ? 0 : Address + Text(address.Name) + Text(address.Address);

    private static long OwnWord(string? word) => word is null || CommonWords.IsShared(word) ? 0 : Text(word);

    private static long Text(string? text) => string.IsNullOrEmpty(text) ? 0 : 24 + 3 * text.Length;
}
