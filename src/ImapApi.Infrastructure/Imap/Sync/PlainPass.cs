using ImapApi.Domain.Changes;

namespace ImapApi.Infrastructure.Imap.Sync;

/// <summary>
/// Without either extension: new messages by their UIDs, lost ones by asking for the UIDs at some sequence numbers (see <see cref="DeletionSearch"/>), flags by
/// looking at them in a small mailbox. Those of a large one are looked at apart from it (see <see cref="FlagScan"/>).
/// </summary>
internal sealed class PlainPass : IMailboxPass
{
    /// <summary>A mailbox up to this size is listed whole in one answer of some 40 KB; in a larger one this many are the newest.</summary>
    public const int Window = 1000;

    public bool IsHeard => false;

    public async Task<PassAnswer> AskAsync(SyncCommands commands, MailboxIndex index, CancellationToken cancellationToken)
    {
        var count = commands.Count;
        if (count > Window)
            return await FindDeletedAsync(commands, index, count, cancellationToken);
        var all = await commands.FetchMarksAsync(1, count, cancellationToken);
        return new PassAnswer(UidSet.From(all.Select(message => message.Uid)), UidSet.Empty, all);
    }

    private static async Task<PassAnswer> FindDeletedAsync(SyncCommands commands, MailboxIndex index, int count, CancellationToken cancellationToken)
    {
        var opened = commands.Selected.Opened;
        if (count - index.Count > SyncCommands.MostTold || opened.UidNext > index.UidNext + (long)SyncCommands.MostTold)
            return PassAnswer.Listed(await commands.SearchAllAsync(cancellationToken));
        var mayHaveGrown = opened.UidNext == 0 || opened.UidNext > index.UidNext || count > index.Count;
        var arrived = mayHaveGrown ? await commands.FetchUidsFromAsync(Math.Max(1, index.UidNext), cancellationToken) : new Dictionary<int, uint>();
        // The first new message follows the last known one.
        var left = arrived.Count == 0 ? count : arrived.Keys.Min() - 1;
        var present = arrived.Count == 0 ? null : UidSet.From(arrived.Values);
        if (left > index.Count || index.Count - left > MostSearched(index))
            return PassAnswer.Listed(await commands.SearchAllAsync(cancellationToken));

        var search = new DeletionSearch(index.Uids, left);
        while (search.NextProbes() is { Count: > 0 } probes)
            search.Answer(await commands.FetchUidsAsync(probes, cancellationToken));
        if (search.IsInconsistent)
            return PassAnswer.Listed(await commands.SearchAllAsync(cancellationToken));
        return present is null
            ? new PassAnswer(Present: null, search.Deleted, [])
            : PassAnswer.Listed(index.Uids.Except(search.Deleted).Union(present));
    }

    /// <summary>Beyond this, listing every UID takes fewer bytes than looking for what is missing.</summary>
    private static int MostSearched(MailboxIndex index) => Math.Max(50, index.Count / 50);
}
