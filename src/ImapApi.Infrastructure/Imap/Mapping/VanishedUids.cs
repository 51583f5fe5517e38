using ImapApi.Domain.Changes;
using MailKit;

namespace ImapApi.Infrastructure.Imap.Mapping;

/// <summary>What a VANISHED names (RFC 7162 §3.2.10): maybe 1:4294967295, which MailKit hands out UID by UID.</summary>
internal static class VanishedUids
{
    /// <summary>They are counted one by one, in some 50 ms.</summary>
    private const int Most = 10_000_000;

    public static UidSet All { get; } = UidSet.FromRanges([new UidRange(1, uint.MaxValue)]);

    /// <returns>All there can be, where it names too many to be counted.</returns>
    // The count of more than int.MaxValue is negative.
    public static UidSet Of(MessagesVanishedEventArgs vanished) =>
        vanished.UniqueIds.Count is >= 0 and <= Most ? UidSet.FromRanges(Runs(vanished.UniqueIds)) : All;

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
