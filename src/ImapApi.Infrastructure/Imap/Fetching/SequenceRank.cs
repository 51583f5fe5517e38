using ImapApi.Infrastructure.Imap.Workers;
using MailKit;

namespace ImapApi.Infrastructure.Imap.Fetching;

/// <summary>Where a UID stands among the selected mailbox's messages: found by asking for the UIDs at some sequence numbers, as every server can.</summary>
internal static class SequenceRank
{
    /// <summary>Sequence numbers asked for at once: two rounds for 10,000 messages, three for a million.</summary>
    private const int Probes = 100;

    private static readonly FetchRequest UidOnly = new(MessageSummaryItems.UniqueId);

    /// <summary>How many messages have this UID or a smaller one.</summary>
    public static async Task<int> OfAsync(ImapConnection connection, uint uid, CancellationToken cancellationToken)
    {
        var folder = connection.Selected!.Folder;
        // The message at "low" is not greater, the one after "high" is.
        var (low, high) = (0, folder.Count);
        while (low < high)
        {
            var step = Math.Max(1, (high - low + Probes - 1) / Probes);
            int[] indexes = [.. Enumerable.Range(1, Probes).Select(i => low + (long)i * step).TakeWhile(number => number <= high).Select(number => (int)number - 1)];
            var rows = await folder.FetchAsync(indexes, UidOnly, cancellationToken);
            var (below, above) = (low, high);
            foreach (var row in rows.Where(row => row.Fields.HasFlag(MessageSummaryItems.UniqueId) && Array.BinarySearch(indexes, row.Index) >= 0))
            {
                if (row.UniqueId.Id <= uid)
                    below = Math.Max(below, row.Index + 1);
                else
                    above = Math.Min(above, row.Index);
            }

            if ((below, above) == (low, high))
                return low;
            (low, high) = (below, Math.Max(below, above));
        }

        return low;
    }
}
