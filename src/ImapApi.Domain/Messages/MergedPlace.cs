using ImapApi.Domain.Mailboxes;

namespace ImapApi.Domain.Messages;

/// <summary>Where a message stands among those of all mailboxes: by when the server received it, then by its id.</summary>
/// <param name="Received">INTERNALDATE, in seconds since 1970.</param>
public readonly record struct MergedPlace(long Received, MailboxNumber Mailbox, uint Uid)
{
    public MessageId Id => new(Mailbox, new Uid(Uid));

    public static IComparer<MergedPlace> OldestFirst { get; } = Comparer<MergedPlace>.Create(
        (one, other) => (one.Received, one.Mailbox.Value, one.Uid).CompareTo((other.Received, other.Mailbox.Value, other.Uid)));
}
