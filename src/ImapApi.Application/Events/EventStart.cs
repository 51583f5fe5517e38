namespace ImapApi.Application.Events;

/// <summary>Where reading the event log begins.</summary>
public abstract record EventStart
{
    private EventStart()
    {
    }

    /// <summary>With the oldest event that is kept.</summary>
    public sealed record Oldest : EventStart;

    /// <summary>With the next event that will happen.</summary>
    public sealed record Now : EventStart;

    /// <param name="Position">As <see cref="IEventReading.Position"/> told it. Of one account: a sequence number, 0 for the oldest event kept.</param>
    public sealed record After(string Position) : EventStart;
}
