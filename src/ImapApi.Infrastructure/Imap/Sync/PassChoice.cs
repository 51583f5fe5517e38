using ImapApi.Domain.Changes;
using ImapApi.Infrastructure.Imap.Workers;

namespace ImapApi.Infrastructure.Imap.Sync;

/// <summary>How to ask what changed in the selected mailbox.</summary>
internal static class PassChoice
{
    /// <param name="scan">Whose flags are looked at where the server does not tell which changed.</param>
    /// <param name="isLost">What it told was too much to be heard, or to be remembered.</param>
    public static IMailboxPass For(ImapConnection connection, MailboxIndex index, FlagScan scan, bool isLost)
    {
        var selected = connection.Selected!;
        if (selected.Opened.ModSeq == 0)
            return new PlainPass(isLost ? FlagScan.All : scan);
        // It has learnt to count changes since, or would tell too many of new messages.
        var isTooMuch = !selected.IsResumed && selected.Opened.UidNext > index.UidNext + SyncCommands.MostTold;
        if (isLost || isTooMuch || index.ModSeq == 0)
            return new PlainPass(FlagScan.All);
        return connection.IsQresync ? new QresyncPass() : new CondstorePass();
    }
}
