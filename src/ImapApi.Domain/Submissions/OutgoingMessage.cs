using ImapApi.Domain.Messages;

namespace ImapApi.Domain.Submissions;

/// <summary>What a caller wants sent: parts to compose a message of, or a whole message in <see cref="Raw"/>. Nothing in it is trusted until it was validated.</summary>
public sealed record OutgoingMessage
{
    /// <summary>The message that this one answers or forwards.</summary>
    public MessageReference? Reference { get; init; }

    /// <summary>Absent: the account's own name and address, where its address is known.</summary>
    public EmailAddress? From { get; init; }

    public IReadOnlyList<EmailAddress> To { get; init; } = [];

    public IReadOnlyList<EmailAddress> Cc { get; init; } = [];

    /// <summary>Recipients that no other recipient sees: in the envelope and in the Sent copy, never on the wire.</summary>
    public IReadOnlyList<EmailAddress> Bcc { get; init; } = [];

    public IReadOnlyList<EmailAddress> ReplyTo { get; init; } = [];

    /// <summary>Absent on a reply or forward: derived from the original's.</summary>
    public string? Subject { get; init; }

    public string? Text { get; init; }

    public string? Html { get; init; }

    public IReadOnlyList<OutgoingAttachment> Attachments { get; init; } = [];

    /// <summary>Further header fields, in order; a name may occur more than once.</summary>
    public IReadOnlyList<HeaderField> Headers { get; init; } = [];

    /// <summary>The caller's own Message-ID with its angle brackets; absent: made by us.</summary>
    public string? MessageId { get; init; }

    /// <summary>A whole message (RFC 5322) instead of text, html and attachments.</summary>
    public IContent? Raw { get; init; }

    /// <summary>Who sends and receives for the mail servers (RFC 5321), where that differs from the header.</summary>
    public SmtpEnvelope? Envelope { get; init; }

    public DeliveryStatusRequest? Dsn { get; init; }
}
