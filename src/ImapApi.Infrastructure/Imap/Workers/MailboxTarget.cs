using ImapApi.Domain.Mailboxes;

namespace ImapApi.Infrastructure.Imap.Workers;

/// <summary>Which mailbox an operation needs selected, and whether it writes to it.</summary>
/// <param name="Path">A path, or a special use (<c>\Sent</c>) that the worker resolves.</param>
/// <param name="Number">The mailbox of a message id; a number whose UIDVALIDITY is gone is a missing message.</param>
/// <param name="Write">SELECT rather than EXAMINE.</param>
internal sealed record MailboxTarget(MailboxPath? Path, MailboxNumber? Number, bool Write)
{
    /// <summary>Any state will do: LIST, CREATE, STATUS …</summary>
    public static MailboxTarget None { get; } = new(null, null, Write: false);

    public static MailboxTarget Read(MailboxPath path) => new(path, null, Write: false);

    public static MailboxTarget Read(MailboxNumber number) => new(null, number, Write: false);

    public static MailboxTarget Change(MailboxNumber number) => new(null, number, Write: true);
}
