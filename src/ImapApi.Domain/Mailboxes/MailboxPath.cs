namespace ImapApi.Domain.Mailboxes;

/// <summary>
/// A mailbox's full name with hierarchy, as the server lists it (decoded to UTF-8). INBOX is case-insensitive (RFC 9051 §5.1)
/// and always written in capitals. May instead be a special use (<c>\Sent</c>) where a caller means "whichever mailbox has this role".
/// </summary>
public sealed record MailboxPath
{
    public const int MaxLength = 1024;

    private MailboxPath(string value) => Value = value;

    public static MailboxPath Inbox { get; } = new("INBOX");

    public string Value { get; }

    public bool IsSpecialUse => Value[0] == '\\';

    public static bool TryParse(string? value, [System.Diagnostics.CodeAnalysis.NotNullWhen(true)] out MailboxPath? path)
    {
        path = value is not { Length: > 0 and <= MaxLength } || !Text.IsSingleLine(value) ? null
            : string.Equals(value, Inbox.Value, StringComparison.OrdinalIgnoreCase) ? Inbox : new MailboxPath(value);
        return path is not null;
    }

    /// <exception cref="FormatException">The value is not a mailbox path.</exception>
    public static MailboxPath Parse(string value) =>
        TryParse(value, out var path) ? path : throw new FormatException($"A mailbox path has 1 to {MaxLength} printable characters.");

    public override string ToString() => Value;
}
