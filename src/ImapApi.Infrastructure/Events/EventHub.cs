using System.Collections.Concurrent;
using ImapApi.Domain.Changes;

namespace ImapApi.Infrastructure.Events;

/// <summary>
/// Tells those who follow the event log in this process what has just been committed: for speed alone, the log is what counts. A follower's callback
/// must return at once and never throw.
/// </summary>
internal sealed class EventHub
{
    private readonly ConcurrentDictionary<object, Action<IReadOnlyList<LoggedEvent>>> _followers = new();

    /// <param name="committed">Called with events of one account, in the order of their sequence numbers.</param>
    /// <returns>Ends the following when disposed.</returns>
    public IDisposable Follow(Action<IReadOnlyList<LoggedEvent>> committed)
    {
        var following = new Following(this);
        _followers[following] = committed;
        return following;
    }

    public void Announce(IReadOnlyList<LoggedEvent> events)
    {
        if (events.Count == 0)
            return;
        foreach (var follower in _followers.Values)
            follower(events);
    }

    private sealed class Following(EventHub hub) : IDisposable
    {
        public void Dispose() => hub._followers.TryRemove(this, out _);
    }
}
