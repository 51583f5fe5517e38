using ImapApi.Infrastructure.Imap.Workers;
using MailKit;

namespace ImapApi.Infrastructure.Imap.Fetching;

/// <summary>FETCH of many messages, in as many commands as it takes that the guard hears their answers.</summary>
internal static class FetchPieces
{
    /// <summary>Messages in one command that asks for numbers, flags and dates: each weighs some 1,500 to 2,500 bytes there.</summary>
    public const int Rows = 3500;

    /// <summary>The same with structures and some header fields: 15 to 30 KB.</summary>
    public const int Outlines = 250;

    public static async Task<IReadOnlyList<IMessageSummary>> FetchAsync(ImapConnection connection, IEnumerable<UniqueId> uids, IFetchRequest request, CancellationToken cancellationToken, int atOnce = Rows)
    {
        var rows = new List<IMessageSummary>();
        foreach (var piece in uids.Chunk(atOnce))
        {
            var folder = connection.Selected!.Folder;
            connection.Guard.BeginFetch(folder.Count, piece.Length);
            rows.AddRange(await folder.FetchAsync(piece, request, cancellationToken));
        }

        return rows;
    }

    /// <summary>By sequence numbers, from the first to the last: no server may change them while it is asked by them (RFC 9051 §7.5.1).</summary>
    public static async Task<IReadOnlyList<IMessageSummary>> FetchAsync(ImapConnection connection, int first, int last, IFetchRequest request, CancellationToken cancellationToken, int atOnce = Rows)
    {
        var rows = new List<IMessageSummary>();
        for (var from = first; from <= last; from += atOnce)
        {
            var to = Math.Min(last, from + atOnce - 1);
            var folder = connection.Selected!.Folder;
            connection.Guard.BeginFetch(folder.Count, to - from + 1);
            rows.AddRange(await folder.FetchAsync(from - 1, to - 1, request, cancellationToken));
        }

        return rows;
    }
}
