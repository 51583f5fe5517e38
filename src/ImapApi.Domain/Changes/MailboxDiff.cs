namespace ImapApi.Domain.Changes;

/// <summary>
/// The one comparison behind every way of finding changes. It depends on nothing but what is known and what the server said, so facts that are
/// delivered again change nothing: a pass may overlap another, it must only never skip.
/// </summary>
public static class MailboxDiff
{
    /// <summary>
    /// A marked message that is not known has arrived, whatever UIDNEXT says, unless it has vanished or is missing from <see cref="MailboxFacts.Present"/>.
    /// </summary>
    public static MailboxDifference Compare(MailboxIndex before, MailboxFacts facts)
    {
        var deleted = before.Uids.Intersect(facts.Vanished);
        if (facts.Present is { } present)
            deleted = deleted.Union(before.Uids.Except(present));

        var set = new List<MarkedUid>();
        var arrived = new List<MarkedUid>();
        var updated = new List<MarksChange>();
        foreach (var message in MarkedUidOrder.Ascending(facts.Marks))
        {
            if (facts.Vanished.Contains(message.Uid) || facts.Present?.Contains(message.Uid) == false)
                continue;
            var now = message;
            if (!before.TryGetMarks(message.Uid, out var known))
            {
                arrived.Add(message);
            }
            else
            {
                // Where there are labels, a server may tell of flags alone.
                now = message with { Marks = message.Marks with { Labels = message.Marks.Labels ?? known.Labels } };
                if (known.Equals(now.Marks))
                    continue;
                updated.Add(new MarksChange(message.Uid, known, now.Marks));
            }

            set.Add(now);
        }

        var uidNext = MarkedUidOrder.After(arrived, Math.Max(before.UidNext, facts.UidNext));
        return new MailboxDifference(new IndexDelta(uidNext, facts.ModSeq, deleted, set), [.. arrived.Select(message => message.Uid)], deleted, updated);
    }
}
