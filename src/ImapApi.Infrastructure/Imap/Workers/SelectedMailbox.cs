using ImapApi.Domain.Mailboxes;
using MailKit;

namespace ImapApi.Infrastructure.Imap.Workers;

/// <summary>The mailbox that is selected on a connection, from SELECT to the next SELECT.</summary>
/// <param name="Folder">MailKit's object for it. <c>Count</c> is the live EXISTS.</param>
/// <param name="WarmRanges">Ranges of sequence numbers that were listed since the numbering last changed: their outlines are likely cached.</param>
internal sealed record SelectedMailbox(MailboxPath Path, MailboxNumber Number, IMailFolder Folder, bool Writable, WarmRanges WarmRanges)
{
    private readonly int _exists = Folder.Count;
    private readonly uint? _uidNext = Folder.UidNext?.Id;

    /// <summary>The mailbox as SELECT has just shown it; what is known of its numbering holds when nothing came or went since <paramref name="before"/>.</summary>
    public static SelectedMailbox After(SelectedMailbox? before, MailboxPath path, MailboxNumber number, IMailFolder folder)
    {
        var isSame = before is not null && before.Number == number && before._exists == folder.Count && before._uidNext is { } uidNext && uidNext == folder.UidNext?.Id;
        return new SelectedMailbox(path, number, folder, folder.Access == FolderAccess.ReadWrite, isSame ? before!.WarmRanges : new WarmRanges());
    }
}
