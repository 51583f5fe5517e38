using System.ComponentModel;

namespace ImapApi.Api.Contracts.Messages;

/// <summary>Describes what <see cref="MessageJson"/> writes: for the API description, and for readers of it. A test keeps the two equal.</summary>
[Description("A message in a listing. What a message does not have is left out.")]
internal record MessageEntryResponse
{
    [Description("The message's id: opaque, and the same as long as the message stays in its mailbox.")]
    public required string Id { get; init; }

    [Description("The server's number for the message in its mailbox.")]
    public required long Uid { get; init; }

    [Description("The server's own id for the message, where it has one (OBJECTID, Gmail).")]
    public string? EmailId { get; init; }

    [Description("The server's own id for the conversation.")]
    public string? ThreadId { get; init; }

    [Description("The Date header, else when the server received it. ISO 8601 in UTC with milliseconds.")]
    public required DateTimeOffset Date { get; init; }

    [Description("True when not read yet.")]
    public bool? Unseen { get; init; }

    [Description("True when flagged.")]
    public bool? Flagged { get; init; }

    [Description("True when answered.")]
    public bool? Answered { get; init; }

    [Description("True for a draft.")]
    public bool? Draft { get; init; }

    [Description("All flags and keywords.")]
    public required IReadOnlyList<string> Flags { get; init; }

    [Description("Bytes of the whole message.")]
    public required long Size { get; init; }

    [Description("The decoded subject; may be empty.")]
    public required string Subject { get; init; }

    [Description("The author.")]
    public AddressResponse? From { get; init; }

    [Description("Where answers go.")]
    public IReadOnlyList<AddressResponse>? ReplyTo { get; init; }

    [Description("Recipients; members of groups stand for the group.")]
    public IReadOnlyList<AddressResponse>? To { get; init; }

    [Description("Recipients of copies.")]
    public IReadOnlyList<AddressResponse>? Cc { get; init; }

    [Description("Every part that is not text of the message.")]
    public IReadOnlyList<AttachmentResponse>? Attachments { get; init; }

    [Description("The Message-ID header, with its angle brackets.")]
    public string? MessageId { get; init; }

    [Description("The Message-ID that this message answers.")]
    public string? InReplyTo { get; init; }

    [Description("Gmail's labels.")]
    public IReadOnlyList<string>? Labels { get; init; }

    [Description("True when a program answered and not a person: an out-of-office notice, an acknowledgement (RFC 3834).")]
    public bool? AutoReply { get; init; }

    [Description("The beginning of the text in one line, when asked for with preview.")]
    public string? Preview { get; init; }

    [Description("The message's text.")]
    public required TextOutlineResponse Text { get; init; }
}
