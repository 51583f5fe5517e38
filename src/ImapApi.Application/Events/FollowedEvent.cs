using ImapApi.Domain.Changes;

namespace ImapApi.Application.Events;

/// <summary>What a follower of the event log is told.</summary>
/// <param name="Position">From where it goes on, should the follower come back.</param>
public abstract record FollowedEvent(string Position)
{
    /// <summary>Where the following begins.</summary>
    public sealed record Begun(string Position) : FollowedEvent(Position);

    /// <summary>Events are missing here: they were removed before the follower read them. It goes on with the oldest event that is kept.</summary>
    public sealed record Gap(string Position) : FollowedEvent(Position);

    public sealed record Happened(LoggedEvent Event, string Position) : FollowedEvent(Position);
}
