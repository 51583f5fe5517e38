using System.ComponentModel;

namespace ImapApi.Api.Contracts.Messages;

[Description("Search keys, all of which must hold.")]
internal sealed record SearchKeysRequest
{
    [Description("Sequence numbers: 1:10,15.")]
    public string? Seq { get; init; }

    [Description("UIDs: 1:10,15.")]
    public string? Uid { get; init; }

    [Description("Answered, or not.")]
    public bool? Answered { get; init; }

    [Description("Marked as deleted, or not.")]
    public bool? Deleted { get; init; }

    [Description("A draft, or not.")]
    public bool? Draft { get; init; }

    [Description("Read, or not.")]
    public bool? Seen { get; init; }

    [Description("Not read yet, or read.")]
    public bool? Unseen { get; init; }

    [Description("Flagged, or not.")]
    public bool? Flagged { get; init; }

    [Description("Text in the From header.")]
    public string? From { get; init; }

    [Description("Text in the To header.")]
    public string? To { get; init; }

    [Description("Text in the Cc header.")]
    public string? Cc { get; init; }

    [Description("Text in the Bcc header.")]
    public string? Bcc { get; init; }

    [Description("Text in the subject.")]
    public string? Subject { get; init; }

    [Description("Text in the message's body.")]
    public string? Body { get; init; }

    [Description("More bytes than this.")]
    public long? Larger { get; init; }

    [Description("Fewer bytes than this.")]
    public long? Smaller { get; init; }

    [Description("Received on this day or later: 2024-01-31, or a time in ISO 8601, whose UTC date counts.")]
    public string? Since { get; init; }

    [Description("Received before this day.")]
    public string? Before { get; init; }

    [Description("Dated this day or later.")]
    public string? SentSince { get; init; }

    [Description("Dated before this day.")]
    public string? SentBefore { get; init; }

    [Description("Changed at this modification sequence or later (CONDSTORE).")]
    public long? Modseq { get; init; }

    [Description("Text in headers, by their names; an empty text asks that the header is there.")]
    public IReadOnlyDictionary<string, string>? Header { get; init; }

    [Description("The server's own id for the message.")]
    public string? EmailId { get; init; }

    [Description("The server's own id for the conversation.")]
    public string? ThreadId { get; init; }

    [Description("Gmail's own search language.")]
    public string? GmailRaw { get; init; }
}
