using ImapApi.Domain.Messages;
using ImapApi.Infrastructure.Imap.Workers;
using MailKit;

namespace ImapApi.Infrastructure.Imap.Fetching;

/// <summary>
/// What is asked of messages, made once. Header fields rather than ENVELOPE: servers garble ENVELOPE, its long subjects break MailKit's token limit, and
/// raw fields keep the bytes that a tolerant parser needs.
/// </summary>
internal static class FetchItems
{
    private const MessageSummaryItems Live = MessageSummaryItems.UniqueId | MessageSummaryItems.Flags;

    private const MessageSummaryItems Sizes = MessageSummaryItems.UniqueId | MessageSummaryItems.InternalDate | MessageSummaryItems.Size;

    private const MessageSummaryItems ObjectIds = MessageSummaryItems.EmailId | MessageSummaryItems.ThreadId;

    private const MessageSummaryItems GmailIds = MessageSummaryItems.GMailMessageId | MessageSummaryItems.GMailThreadId;

    private static readonly string[] ListedHeaders =
        ["Date", "Subject", "From", "Sender", "Reply-To", "To", "Cc", "Bcc", "Message-Id", "In-Reply-To", .. AutoReply.Headers];

    private static readonly Variants LiveItems = new(Live, gmail: MessageSummaryItems.None, objectId: MessageSummaryItems.None);

    private static readonly Variants OutlineItems = new(Live | Sizes | MessageSummaryItems.BodyStructure, GmailIds, ObjectIds, ListedHeaders);

    private static readonly Variants PreviewedItems = new(Live | Sizes | MessageSummaryItems.BodyStructure | MessageSummaryItems.PreviewText, GmailIds, ObjectIds, ListedHeaders);

    private static readonly FetchRequest PreviewItems = new(MessageSummaryItems.UniqueId | MessageSummaryItems.PreviewText);

    private static readonly Variants HeaderItems = new(Live | Sizes | MessageSummaryItems.Headers, GmailIds, ObjectIds);

    private static readonly Variants EverythingItems = new(Live | Sizes | MessageSummaryItems.BodyStructure | MessageSummaryItems.Headers, GmailIds, ObjectIds);

    private static readonly Variants WithoutStructureItems = new(Live | Sizes, gmail: MessageSummaryItems.None, objectId: MessageSummaryItems.None, ListedHeaders);

    private static readonly Variants BareItems = new(Live | Sizes, gmail: MessageSummaryItems.None, objectId: MessageSummaryItems.None);

    /// <summary>What changes: flags and Gmail's labels.</summary>
    public static IFetchRequest Flags(ImapConnection connection) => LiveItems.For(connection);

    /// <summary>What a listing shows.</summary>
    public static IFetchRequest Outline(ImapConnection connection) => OutlineItems.For(connection);

    /// <summary>
    /// What a listing shows, and the beginning of the text: the server's PREVIEW (RFC 8970), else what MailKit makes of the first bytes of the text, for which it
    /// sends one command more for each part number that is the first text of some message.
    /// </summary>
    public static IFetchRequest Previewed(ImapConnection connection) => PreviewedItems.For(connection);

    /// <summary>The beginning of the text alone; without PREVIEW the structure is asked for as well.</summary>
    public static IFetchRequest Previews => PreviewItems;

    /// <summary>What a listing shows, with the whole header instead of some fields.</summary>
    public static IFetchRequest Everything(ImapConnection connection) => EverythingItems.For(connection);

    /// <summary>All of that but the structure.</summary>
    public static IFetchRequest Headers(ImapConnection connection) => HeaderItems.For(connection);

    /// <summary>For a message whose structure breaks the connection.</summary>
    public static IFetchRequest WithoutStructure(ImapConnection connection) => WithoutStructureItems.For(connection);

    /// <summary>For a message whose header breaks it as well: numbers and flags only.</summary>
    public static IFetchRequest Bare(ImapConnection connection) => BareItems.For(connection);

    /// <summary>One question, in the dialects of servers.</summary>
    private sealed class Variants(MessageSummaryItems items, MessageSummaryItems gmail, MessageSummaryItems objectId, string[]? headers = null)
    {
        private readonly FetchRequest _plain = Build(items, headers);
        private readonly FetchRequest _objectId = Build(items | objectId, headers);
        private readonly FetchRequest _emailId = Build(items | (objectId & MessageSummaryItems.EmailId), headers);
        private readonly FetchRequest _gmail = Build(items | gmail | MessageSummaryItems.GMailLabels, headers);

        public FetchRequest For(ImapConnection connection) =>
            connection.IsGmail ? _gmail : !connection.HasObjectIds ? _plain : connection.Quirks.LacksThreadIds ? _emailId : _objectId;

        private static FetchRequest Build(MessageSummaryItems items, string[]? headers) => headers is null ? new FetchRequest(items) : new FetchRequest(items, headers);
    }
}
