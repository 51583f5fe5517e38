namespace ImapApi.Application.Events;

/// <summary>One reader's way through the event log, at its own pace. For one thread at a time; disposed by whoever opened it.</summary>
public interface IEventReading : IDisposable
{
    /// <summary>After what was read last: a sequence number for one account, opaque for all.</summary>
    string Position { get; }

    /// <summary>The next events, at most so many; none when there is nothing after the position yet.</summary>
    /// <exception cref="Errors.EventsExpiredException">The events after the position were removed before they were read.</exception>
    Task<IReadOnlyList<PlacedEvent>> ReadAsync(int limit, CancellationToken cancellationToken);

    /// <summary>Waits until there may be more than was read, or the time has passed.</summary>
    /// <returns>False: the process ends, and nothing more will be told.</returns>
    Task<bool> WaitAsync(TimeSpan atMost, CancellationToken cancellationToken);
}
