using ImapApi.Domain.Mailboxes;
using ImapApi.Infrastructure.Imap.Sync;
using MailKit;

namespace ImapApi.Infrastructure.Imap.Workers;

/// <summary>The mailbox that is selected on a connection, from SELECT to the next SELECT.</summary>
/// <param name="Folder">MailKit's object for it. <c>Count</c> is the live EXISTS.</param>
/// <param name="Opened">What the server said when it was selected.</param>
/// <param name="IsResumed">It also said what changed since the cursor that was given (QRESYNC).</param>
/// <param name="Observer">Notes what it says from SELECT on.</param>
/// <param name="WarmRanges">Ranges of sequence numbers that were listed since the numbering last changed: their outlines are likely cached.</param>
internal sealed record SelectedMailbox(MailboxPath Path, MailboxNumber Number, IMailFolder Folder, bool Writable, MailboxState Opened, bool IsResumed, ChangeObserver Observer, WarmRanges WarmRanges)
{
    /// <summary>The mailbox as SELECT has just shown it; what is known of its numbering holds when nothing came or went since <paramref name="before"/>.</summary>
    public static SelectedMailbox After(SelectedMailbox? before, MailboxPath path, MailboxNumber number, IMailFolder folder, MailboxState opened, bool isResumed, ChangeObserver observer)
    {
        var isSame = before is not null && before.Number == number && opened.UidNext != 0 && before.Opened.Messages == opened.Messages && before.Opened.UidNext == opened.UidNext;
        return new SelectedMailbox(path, number, folder, folder.Access == FolderAccess.ReadWrite, opened, isResumed, observer, isSame ? before!.WarmRanges : new WarmRanges());
    }
}
