namespace ImapApi.Domain.Changes;

/// <summary>Brings in order what a server said in whatever order.</summary>
internal static class MarkedUidOrder
{
    /// <summary>Ascending, each UID once with what was said of it last. UID 0 names no message (RFC 9051 §2.3.1.1) and is left out.</summary>
    public static IReadOnlyList<MarkedUid> Ascending(IEnumerable<MarkedUid> messages)
    {
        var list = messages as IReadOnlyList<MarkedUid> ?? [.. messages];
        if (IsAscending(list))
            return list;
        var last = new Dictionary<uint, MessageMarks>();
        foreach (var message in list)
            last[message.Uid] = message.Marks;
        last.Remove(0);
        return [.. last.Select(entry => new MarkedUid(entry.Key, entry.Value)).OrderBy(message => message.Uid)];
    }

    /// <summary>A UIDNEXT that is greater than the UIDs too: some servers give none, and new mail is looked for from there.</summary>
    public static uint After(IReadOnlyList<MarkedUid> ascending, uint uidNext) =>
        ascending.Count == 0 ? uidNext : Math.Max(uidNext, ascending[^1].Uid == uint.MaxValue ? uint.MaxValue : ascending[^1].Uid + 1);

    private static bool IsAscending(IReadOnlyList<MarkedUid> list)
    {
        var previous = 0U;
        foreach (var message in list)
        {
            if (message.Uid <= previous)
                return false;
            previous = message.Uid;
        }

        return true;
    }
}
