using ImapApi.Domain.Changes;
using MailKit;

namespace ImapApi.Infrastructure.Imap.Mapping;

/// <summary>A set of UIDs that a server has named: maybe 1:4294967295, which MailKit hands out UID by UID, and counts below zero.</summary>
internal static class UidSets
{
    /// <summary>They are counted one by one, in some 50 ms.</summary>
    private const int Most = 10_000_000;

    /// <summary>Every UID there can be.</summary>
    public static UidSet All { get; } = UidSet.FromRanges([new UidRange(1, uint.MaxValue)]);

    /// <returns><see cref="All"/>, where it names too many to be counted.</returns>
    public static UidSet Of(IList<UniqueId> uids) => uids.Count is >= 0 and <= Most ? UidSet.FromRanges(Runs(uids)) : All;

    private static IEnumerable<UidRange> Runs(IEnumerable<UniqueId> uids)
    {
        var (first, last) = (0u, 0u);
        foreach (var uid in uids)
        {
            if (first != 0 && uid.Id == last + 1)
            {
                last++;
                continue;
            }

            if (first != 0)
                yield return new UidRange(first, last);
            (first, last) = (uid.Id, uid.Id);
        }

        if (first != 0)
            yield return new UidRange(first, last);
    }
}
