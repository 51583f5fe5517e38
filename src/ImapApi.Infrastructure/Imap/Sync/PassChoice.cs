using ImapApi.Domain.Changes;
using ImapApi.Infrastructure.Imap.Workers;

namespace ImapApi.Infrastructure.Imap.Sync;

/// <summary>How to ask what changed in the selected mailbox.</summary>
internal static class PassChoice
{
    /// <param name="isLost">What it told was too much to be heard, or to be remembered.</param>
    public static IMailboxPass For(ImapConnection connection, MailboxIndex index, bool isLost)
    {
        // Or it has learnt to count changes since.
        if (connection.Selected!.Opened.ModSeq == 0 || isLost || index.ModSeq == 0)
            return new PlainPass();
        return connection.IsQresync ? new QresyncPass() : new CondstorePass();
    }
}
