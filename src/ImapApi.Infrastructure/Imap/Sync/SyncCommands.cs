using System.Runtime.CompilerServices;
using ImapApi.Domain.Changes;
using ImapApi.Infrastructure.Imap.Guard;
using ImapApi.Infrastructure.Imap.Mapping;
using ImapApi.Infrastructure.Imap.Workers;
using MailKit;
using MailKit.Search;

namespace ImapApi.Infrastructure.Imap.Sync;

/// <summary>The questions that passes ask of the selected mailbox, each under the guard and with a deadline.</summary>
internal sealed class SyncCommands(ImapConnection connection, TimeSpan patience)
{
    /// <summary>Messages that one answer may tell of, each in a line: the guard hears of no more than some six thousand.</summary>
    public const int MostTold = 5000;

    /// <summary>Messages whose flags are asked for at once: MailKit keeps each answer until the last has come.</summary>
    private const int ChunkSize = 2000;

    /// <summary>Messages whose marks are held at once.</summary>
    private const int PieceSize = 4000;

    /// <summary>MailKit does not cut the line of a SEARCH, and some servers accept no long ones.</summary>
    private const int LongestSet = 4000;

    /// <summary>UIDs that are asked for at once.</summary>
    private const int MostFound = 250_000;

    /// <summary>How often a question is asked whose answer is not clear; the last one is taken as it is.</summary>
    private const int MostTries = 3;

    private static readonly FetchRequest UidOnly = new(MessageSummaryItems.UniqueId);

    public SelectedMailbox Selected => connection.Selected!;

    /// <summary>How many messages there are, as the server said last.</summary>
    public int Count => Selected.Folder.Count;

    private MessageSummaryItems Marks =>
        MessageSummaryItems.UniqueId | MessageSummaryItems.Flags | (connection.IsGmail ? MessageSummaryItems.GMailLabels : MessageSummaryItems.None);

    /// <summary>UID and flags of all that changed after this modification sequence; with QRESYNC also what vanished since (RFC 7162 §3.1.4, §3.2.6).</summary>
    public Task FetchChangedSinceAsync(ulong modSeq, CancellationToken cancellationToken) =>
        RunAsync((folder, token) => folder.FetchAsync(UniqueIdRange.All, new FetchRequest(Marks) { ChangedSince = modSeq }, token), cancellationToken);

    /// <summary>The same, with what is answered.</summary>
    /// <param name="inPieces">There may be more than is heard of one answer.</param>
    public async Task<IReadOnlyList<MarkedUid>> FetchMarksChangedSinceAsync(ulong modSeq, bool inPieces, CancellationToken cancellationToken)
    {
        var marks = new List<MarkedUid>();
        foreach (var range in inPieces ? Pieces(await SearchAllAsync(cancellationToken)) : [UniqueIdRange.All])
        {
            var rows = await RunAsync((folder, token) => folder.FetchAsync(range, new FetchRequest(Marks) { ChangedSince = modSeq }, token), cancellationToken);
            marks.AddRange(MarksIn(rows));
        }

        return marks;
    }

    /// <summary>UID and flags of the messages with these sequence numbers, both included.</summary>
    public async Task<List<MarkedUid>> FetchMarksAsync(int first, int last, CancellationToken cancellationToken)
    {
        // No larger than what one chunk may hold, at first: the server only claims that there are so many.
        var marks = new List<MarkedUid>(Math.Clamp(last - first + 1, 0, ChunkSize));
        await foreach (var some in ReadMarksAsync(first, last, cancellationToken))
            marks.AddRange(some);
        return marks;
    }

    /// <summary>The same in pieces: there may be more than are to be held at once.</summary>
    public async IAsyncEnumerable<IReadOnlyList<MarkedUid>> ReadMarksAsync(int first, int last, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var piece = new List<MarkedUid>();
        for (var from = first; from <= last; from += ChunkSize)
        {
            var (low, high) = (from - 1, Math.Min(last, from + ChunkSize - 1) - 1);
            var rows = await RunAsync((folder, token) => folder.FetchAsync(low, high, new FetchRequest(Marks), token), cancellationToken, ChunkSize);
            var before = piece.Count;
            piece.AddRange(MarksIn(rows));
            if (piece.Count == before && high - low == ChunkSize - 1 && high < Count)
                throw new ServerMisbehavedException($"The server claims that the mailbox holds {Count} messages, and shows none of messages {from} to {high + 1}.");
            if (piece.Count < PieceSize && high < last - 1)
                continue;
            yield return piece;
            piece = [];
        }
    }

    /// <summary>Sequence number and UID of every message from this UID on.</summary>
    public async Task<IReadOnlyDictionary<int, uint>> FetchUidsFromAsync(uint first, CancellationToken cancellationToken)
    {
        var range = new UniqueIdRange(new UniqueId(first), UniqueId.MaxValue);
        // "n:*" always names the last message (RFC 9051 §6.4.9).
        return Uids((await RunAsync((folder, token) => folder.FetchAsync(range, UidOnly, token), cancellationToken)).Where(row => row.UniqueId.Id >= first));
    }

    /// <summary>The UIDs at these sequence numbers.</summary>
    public async Task<IReadOnlyDictionary<int, uint>> FetchUidsAsync(IReadOnlyList<int> sequenceNumbers, CancellationToken cancellationToken)
    {
        int[] indexes = [.. sequenceNumbers.Select(number => number - 1)];
        return Uids(await RunAsync((folder, token) => folder.FetchAsync(indexes, UidOnly, token), cancellationToken, indexes.Length));
    }

    /// <summary>Every UID there is.</summary>
    public async Task<UidSet> SearchAllAsync(CancellationToken cancellationToken)
    {
        // Not all servers name ranges (ESEARCH).
        var pieces = Selected.Opened.UidNext == 0 ? 1 : 1 + Count / MostFound;
        var span = Math.Max(1, Selected.Opened.UidNext / (uint)pieces);
        var found = UidSet.Empty;
        for (var piece = 1u; piece <= pieces; piece++)
        {
            var range = new UniqueIdRange(new UniqueId((piece - 1) * span + 1), piece == pieces ? UniqueId.MaxValue : new UniqueId(piece * span));
            found = found.Union(await SearchAsync(range, cancellationToken));
        }

        return found;
    }

    /// <summary>Those of these UIDs that there are.</summary>
    public async Task<UidSet> SearchAsync(UidSet uids, CancellationToken cancellationToken)
    {
        var set = uids.ToString();
        if (set.Length > LongestSet || !UniqueIdSet.TryParse(set, out var asked))
            return uids.Intersect(await SearchAllAsync(cancellationToken));
        return await SearchAsync(asked, cancellationToken);
    }

    /// <exception cref="ServerMisbehavedException">It names more than a mailbox may hold.</exception>
    private async Task<UidSet> SearchAsync(IList<UniqueId> uids, CancellationToken cancellationToken)
    {
        var found = UidSets.Of(await RunAsync((folder, token) => folder.SearchAsync(SearchQuery.Uids(uids), token), cancellationToken));
        return !ReferenceEquals(found, UidSets.All) ? found : throw new ServerMisbehavedException("The server found more messages than a mailbox may hold.");
    }

    /// <summary>All UIDs there can be, in ranges of so many that there are.</summary>
    private static IEnumerable<UniqueIdRange> Pieces(UidSet present)
    {
        var first = UniqueId.MinValue;
        for (var ordinal = MostTold; ordinal < present.Count; ordinal += MostTold)
        {
            var next = new UniqueId(present.Select(ordinal));
            yield return new UniqueIdRange(first, new UniqueId(next.Id - 1));
            first = next;
        }

        yield return new UniqueIdRange(first, UniqueId.MaxValue);
    }

    private static IEnumerable<MarkedUid> MarksIn(IEnumerable<IMessageSummary> rows) =>
        rows.Where(row => row.Fields.HasFlag(MessageSummaryItems.UniqueId | MessageSummaryItems.Flags)).Select(row => new MarkedUid(row.UniqueId.Id, ChangeObserver.MarksOf(row)));

    private static Dictionary<int, uint> Uids(IEnumerable<IMessageSummary> rows) =>
        rows.Where(row => row.Fields.HasFlag(MessageSummaryItems.UniqueId)).ToDictionary(row => row.Index + 1, row => row.UniqueId.Id);

    /// <param name="most">So many messages are asked for.</param>
    private async Task<T> RunAsync<T>(Func<IMailFolder, CancellationToken, Task<T>> command, CancellationToken cancellationToken, int most = int.MaxValue)
    {
        var (folder, observer) = (Selected.Folder, Selected.Observer);
        for (var tries = 1; ; tries++)
        {
            observer.BeginAnswer(canAskAgain: tries < MostTries);
            T answer;
            bool isClear;
            try
            {
                answer = await connection.AskAsync(
                    patience,
                    token =>
                    {
                        connection.Guard.Expect(most);
                        return command(folder, token);
                    },
                    cancellationToken);
            }
            finally
            {
                isClear = observer.EndAnswer();
            }

            if (isClear)
                return answer;
        }
    }
}
