using ImapApi.Domain.Changes;

namespace ImapApi.Infrastructure.Imap.Sync;

/// <summary>What a server says of a mailbox without its being opened (STATUS), or when it is opened: enough to see whether anything changed.</summary>
/// <param name="UidNext">0 where the server does not say.</param>
/// <param name="ModSeq">0 where the server has none.</param>
internal readonly record struct MailboxState(uint UidValidity, uint UidNext, int Messages, int Unseen, ulong ModSeq)
{
    /// <summary>With modification sequences (RFC 7162) this is certain: nothing changed since the index was written.</summary>
    public bool IsUnchanged(MailboxIndex index) => ModSeq != 0 && ModSeq == index.ModSeq && UidNext == index.UidNext && Messages == index.Count;

    /// <summary>
    /// UIDs were given that nobody told of. Dovecot's HIGHESTMODSEQ may be ahead of the messages it shows: the program that was killed then has a cursor
    /// beyond a message it never saw, and if another one went with it even the count is right.
    /// </summary>
    public bool HidesArrivals(MailboxIndex index, UidSet unknown) => UidNext > index.UidNext && UidNext - index.UidNext != unknown.Count;
}
