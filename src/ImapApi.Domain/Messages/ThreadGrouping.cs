namespace ImapApi.Domain.Messages;

/// <summary>
/// Groups messages as REFERENCES of RFC 5256 does, without the order within: messages belong together when one refers to the other, or both to a third, be
/// it there or not; and an answer that refers to nothing belongs to what has its subject.
/// </summary>
public static class ThreadGrouping
{
    /// <param name="messages">In ascending order of UIDs.</param>
    /// <returns>UIDs, ascending in each group.</returns>
    public static IReadOnlyList<IReadOnlyList<uint>> Group(IReadOnlyList<ThreadableMessage> messages)
    {
        var parents = Enumerable.Range(0, messages.Count).ToArray();
        var byMessageId = new Dictionary<string, int>(StringComparer.Ordinal);
        for (var i = 0; i < messages.Count; i++)
        {
            foreach (var id in messages[i].InternetMessageId is { } own ? messages[i].References.Append(own) : messages[i].References)
            {
                if (!byMessageId.TryAdd(id, i))
                    Join(i, byMessageId[id]);
            }
        }

        JoinBySubject();
        return [.. Enumerable.Range(0, messages.Count).GroupBy(Root).Select(IReadOnlyList<uint> (group) => [.. group.Select(i => messages[i].Uid)])];

        void JoinBySubject()
        {
            var bySubject = new Dictionary<string, int>(StringComparer.OrdinalIgnoreCase);
            for (var i = 0; i < messages.Count; i++)
            {
                var message = messages[i];
                if (message.BaseSubject.Length == 0)
                    continue;
                if (message.IsReply && message.References.Count == 0 && bySubject.TryGetValue(message.BaseSubject, out var earlier))
                    Join(i, earlier);
                // The latest conversation with this subject is the one that is answered.
                bySubject[message.BaseSubject] = i;
            }
        }

        int Root(int i)
        {
            while (parents[i] != i)
                i = parents[i] = parents[parents[i]];
            return i;
        }

        // The older one stays the root, so that groups come in the order of their oldest messages.
        void Join(int one, int other) => parents[Math.Max(Root(one), Root(other))] = Math.Min(Root(one), Root(other));
    }
}
