using ImapApi.Application.Submissions;
using ImapApi.Domain.Accounts;
using ImapApi.Domain.Messages;

namespace ImapApi.Infrastructure.Outbox;

/// <summary>Sees to what follows a sent message, and writes down what came of it. It never fails: the mail has left.</summary>
internal sealed class OutboxEffects(IAfterSubmission after, ISentMail sent, OutboxRecorder recorder)
{
    /// <param name="message">Its bytes; null where they are gone.</param>
    /// <param name="isFirst">Nobody can have begun before.</param>
    /// <param name="stop">Gives up writing it down.</param>
    public async Task CompleteAsync(Account account, StoredEntry stored, IMessageSource? message, bool isFirst, CancellationToken stop)
    {
        var entry = stored.Entry;
        MessageId? filed = isFirst ? null : entry.SentCopy ?? await sent.FindAsync(entry, stop);
        var done = await after.CompleteAsync(account, entry.Reference, filed is null ? message : null, stop);
        string[] warnings = filed is null && message is null ? [.. done.Failures, "No copy was filed in the Sent mailbox: the message is not kept any more."] : [.. done.Failures];
        await recorder.RecordAsync(stored, known => known.Complete(done.Flag, done.SentMailbox, done.SentCopy ?? filed, warnings), away: null, stop);
    }
}
