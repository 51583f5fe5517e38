using System.ComponentModel;
using ImapApi.Api.Binding;
using ImapApi.Domain.Submissions;

namespace ImapApi.Api.Contracts.Submissions;

/// <summary>What a message to send and one to store have in common.</summary>
internal abstract record MessageContentRequest
{
    public static IReadOnlyList<ContentKey> Contents { get; } = [new("raw", Depth: 1), new("content", Depth: 3)];

    [Description("The stored message that this one answers or forwards.")]
    public ReferenceRequest? Reference { get; init; }

    [Description("The sender. Absent: the account's name and the user of its SMTP or IMAP settings, where that is an address.")]
    public OutgoingAddressRequest? From { get; init; }

    [Description("The recipients. Absent on a reply: who the original wants answers to; on reply-all, cc gets all others who had it.")]
    public IReadOnlyList<OutgoingAddressRequest>? To { get; init; }

    [Description("Recipients of a copy.")]
    public IReadOnlyList<OutgoingAddressRequest>? Cc { get; init; }

    [Description("Recipients of a copy that nobody else sees: they stand in the Sent copy, and never in what is sent.")]
    public IReadOnlyList<OutgoingAddressRequest>? Bcc { get; init; }

    [Description("Where answers shall go.")]
    public IReadOnlyList<OutgoingAddressRequest>? ReplyTo { get; init; }

    [Description("The subject. Absent with reference: the original's with Re: or Fwd:.")]
    public string? Subject { get; init; }

    [Description("The text.")]
    public string? Text { get; init; }

    [Description("The same as html. Images in it as data: URIs become inline attachments.")]
    public string? Html { get; init; }

    [Description("What is attached.")]
    public IReadOnlyList<OutgoingAttachmentRequest>? Attachments { get; init; }

    [Description("Further header fields by name, each with a text or a list of texts.")]
    public IReadOnlyDictionary<string, HeaderValues>? Headers { get; init; }

    [Description("The Message-ID. Absent: one is made, in the sender's domain.")]
    public string? MessageId { get; init; }

    [Description("The whole message (RFC 5322) as base64 instead of its parts; line ends become CRLF.")]
    public string? Raw { get; init; }

    protected OutgoingMessage ToContent(BodyContents contents, RequestInput input) => new()
    {
        Reference = Reference?.ToReference(input),
        From = From?.ToAddress(),
        To = [.. (To ?? []).Select(address => address.ToAddress())],
        Cc = [.. (Cc ?? []).Select(address => address.ToAddress())],
        Bcc = [.. (Bcc ?? []).Select(address => address.ToAddress())],
        ReplyTo = [.. (ReplyTo ?? []).Select(address => address.ToAddress())],
        Subject = Subject,
        Text = Text,
        Html = Html,
        Attachments = [.. (Attachments ?? []).Select((attachment, index) => attachment.ToAttachment($"attachments.{index}", contents, input))],
        Headers = [.. (Headers ?? new Dictionary<string, HeaderValues>()).SelectMany(header => header.Value.Values.Select(value => new HeaderField(header.Key, value)))],
        MessageId = MessageId is null || MessageId.StartsWith('<') ? MessageId : $"<{MessageId}>",
        Raw = contents.Find(Raw, "raw", input),
    };
}
