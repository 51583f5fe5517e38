using ImapApi.Application.Errors;
using ImapApi.Domain.Changes;
using ImapApi.Infrastructure.Imap.Mapping;
using ImapApi.Infrastructure.Imap.Workers;
using MailKit;

namespace ImapApi.Infrastructure.Imap.Sync;

/// <summary>
/// Compares the selected mailbox, which was selected just now, with a token. Everything is told as of SELECT: what comes later is left for the next time, so
/// that the numbers which SELECT gave hold for it (RFC 7162 §3.1.2.1).
/// </summary>
/// <param name="inPieces">What changed is more than is heard of one answer.</param>
internal sealed class DeltaPass(ImapConnection connection, bool inPieces)
{
    /// <summary>More cannot be told in one answer.</summary>
    private const int MostRemoved = 50_000;

    private readonly SyncCommands _commands = new(connection, Timeout.InfiniteTimeSpan);

    private SelectedMailbox Selected => connection.Selected!;

    private MailboxState Opened => Selected.Opened;

    /// <summary>Changes are of use only where it can be told which of them are new: UIDNEXT may be missing from the answer to SELECT (RFC 3501 §6.3.1).</summary>
    private bool TellsChanges => Opened.ModSeq != 0 && Opened.UidNext != 0;

    /// <summary>A token of the mailbox as it is.</summary>
    public async Task<DeltaToken> BeginAsync(CancellationToken cancellationToken)
    {
        if (!TellsChanges)
            return DeltaToken.OfMarks(Selected.Number, await ReadIndexAsync(cancellationToken));
        if (connection.IsQresync)
            return DeltaToken.OfNumbers(Selected.Number, Opened.UidValidity, Opened.UidNext, Opened.ModSeq);
        return DeltaToken.OfUids(Selected.Number, Opened.UidValidity, Opened.UidNext, Opened.ModSeq, Below(Opened.UidNext).Intersect(await _commands.SearchAllAsync(cancellationToken)));
    }

    public Task<DeltaFacts> CompareAsync(DeltaToken since, CancellationToken cancellationToken)
    {
        if (since.Index.ModSeq == 0)
            return CompareAllAsync(since, cancellationToken);
        return TellsChanges ? CompareChangedAsync(since, cancellationToken) : throw Expired("the mail server counts no changes in it any more");
    }

    /// <summary>The server tells what changed since, and with QRESYNC what vanished.</summary>
    private async Task<DeltaFacts> CompareChangedAsync(DeltaToken since, CancellationToken cancellationToken)
    {
        var (rows, vanished) = await FetchChangedAsync(since.Index.ModSeq, cancellationToken);
        var marks = rows.Where(row => row.Uid < Opened.UidNext).ToList();
        var known = since.Detail == DeltaDetail.Uids ? since.Index.Uids : Below(since.Index.UidNext);
        IReadOnlyList<uint> added = [.. marks.Select(row => row.Uid).Where(uid => uid >= since.Index.UidNext).Distinct().Order()];
        var removed = connection.IsQresync ? await ConfirmAsync(known.Intersect(vanished), cancellationToken) : await FindRemovedAsync(since, added.Count, cancellationToken);
        IReadOnlyList<MarkedUid> updated = [.. marks.Where(row => known.Contains(row.Uid) && !removed.Contains(row.Uid)).OrderBy(row => row.Uid)];
        return new DeltaFacts(added, updated, removed, Token);

        DeltaToken Token(uint? last)
        {
            var (uidNext, modSeq) = last is { } told ? (told + 1, since.Index.ModSeq) : (Math.Max(Opened.UidNext, since.Index.UidNext), Opened.ModSeq);
            var toldOf = UidSet.From(added.Where(uid => last is null || uid <= last));
            return connection.IsQresync ? DeltaToken.OfNumbers(Selected.Number, Opened.UidValidity, uidNext, modSeq)
                : since.Detail == DeltaDetail.Uids ? DeltaToken.OfUids(Selected.Number, Opened.UidValidity, uidNext, modSeq, since.Index.Uids.Except(removed).Union(toldOf))
                : DeltaToken.OfCount(Selected.Number, Opened.UidValidity, uidNext, modSeq, since.Count!.Value + toldOf.Count);
        }
    }

    private async Task<(IReadOnlyList<MarkedUid> Rows, UidSet Vanished)> FetchChangedAsync(ulong modSeq, CancellationToken cancellationToken)
    {
        if (Opened.ModSeq == modSeq)
            return ([], UidSet.Empty);
        var vanished = new List<UidRange>();
        var folder = Selected.Folder;
        folder.MessagesVanished += OnVanished;
        try
        {
            return (await _commands.FetchMarksChangedSinceAsync(modSeq, inPieces, cancellationToken), UidSet.FromRanges(vanished));
        }
        finally
        {
            folder.MessagesVanished -= OnVanished;
        }

        void OnVanished(object? sender, MessagesVanishedEventArgs e) => vanished.AddRange(UidSets.Of(e.UniqueIds).Ranges);
    }

    /// <summary>A server may name more than vanished, or never were (RFC 7162 §3.2.10): what is there is not gone.</summary>
    private async Task<UidSet> ConfirmAsync(UidSet vanished, CancellationToken cancellationToken)
    {
        var removed = vanished.IsEmpty ? vanished : vanished.Except(await _commands.SearchAsync(vanished, cancellationToken));
        return removed.Count <= MostRemoved ? removed : throw Expired("the mail server does not know any more which messages went since");
    }

    /// <summary>Without QRESYNC the numbers tell whether any is gone, and a list of all UIDs tells which.</summary>
    private async Task<UidSet> FindRemovedAsync(DeltaToken since, int added, CancellationToken cancellationToken)
    {
        if (since.Count is not { } count)
            throw Expired("the mail server does not tell what vanished any more");
        if (count + added == Opened.Messages)
            return UidSet.Empty;
        if (since.Detail != DeltaDetail.Uids)
            throw Expired("messages have gone from it, and it is too large for a token to say which");
        return since.Index.Uids.Except(await _commands.SearchAllAsync(cancellationToken));
    }

    /// <summary>The server tells nothing: all is looked at.</summary>
    private async Task<DeltaFacts> CompareAllAsync(DeltaToken since, CancellationToken cancellationToken)
    {
        var now = await ReadIndexAsync(cancellationToken);
        if (since.Detail == DeltaDetail.Digest)
        {
            return since.HasDigestOf(now)
                ? new DeltaFacts([], [], UidSet.Empty, _ => since)
                : throw Expired("it has changed, and it is too large for a token to say what");
        }

        IReadOnlyList<MarkedUid> marks = [.. now.Uids.Enumerate().Select((uid, ordinal) => new MarkedUid(uid, now.Marks.At(ordinal)))];
        var difference = MailboxDiff.Compare(since.Index, new MailboxFacts(now.UidNext, 0, UidSet.Empty, now.Uids, marks));
        return new DeltaFacts(
            difference.Arrived,
            [.. difference.Updated.Select(change => new MarkedUid(change.Uid, change.After))],
            difference.Deleted,
            last => DeltaToken.OfMarks(Selected.Number, last is { } told ? since.Index.Apply(StepTo(told)) : now));

        // What was updated is told at the end, and so not known before.
        IndexDelta StepTo(uint told) => new(told + 1, 0, difference.Deleted, [.. difference.Delta.Set.Where(message => message.Uid <= told && !since.Index.Uids.Contains(message.Uid))]);
    }

    private async Task<MailboxIndex> ReadIndexAsync(CancellationToken cancellationToken)
    {
        var marks = await _commands.FetchMarksAsync(1, Opened.Messages, cancellationToken);
        return MailboxIndex.Create(Opened.UidValidity, Opened.UidNext, 0, marks);
    }

    private static UidSet Below(uint uidNext) => UidSet.FromRanges(uidNext > 1 ? [new UidRange(1, uidNext - 1)] : []);

    private CursorExpiredException Expired(string why) => new($"What changed in mailbox '{Selected.Path}' since cannot be told: {why}. Begin without 'since'.");
}
