namespace ImapApi.Domain.Messages;

/// <summary>
/// What never changes for a UID and is shown in a listing: so it may be cached, and a warm page asks the server for flags only.
/// </summary>
/// <param name="Date">The Date header, else INTERNALDATE.</param>
/// <param name="Size">Octets (RFC822.SIZE).</param>
/// <param name="Leaves">The leaves of the MIME tree in order; empty where the server could not tell the structure.</param>
public sealed record MessageOutline(
    Uid Uid,
    DateTimeOffset Date,
    DateTimeOffset? InternalDate,
    uint Size,
    string Subject,
    EmailAddress? From,
    EmailAddress? Sender,
    IReadOnlyList<EmailAddress> ReplyTo,
    IReadOnlyList<EmailAddress> To,
    IReadOnlyList<EmailAddress> Cc,
    IReadOnlyList<EmailAddress> Bcc,
    string? InternetMessageId,
    string? InReplyTo,
    string? EmailId,
    string? ThreadId,
    IReadOnlyList<BodyLeaf> Leaves)
{
    /// <summary>The beginning of its text, see <see cref="MessagePreview"/>; empty when it has none, null when that was not looked for.</summary>
    public string? Preview { get; init; }

    /// <summary>A program answered, not a person: see <see cref="AutoReply"/>.</summary>
    public bool IsAutoReply { get; init; }
}
