namespace ImapApi.Client;

/// <param name="Position">Where the log was followed to: <c>after</c> of the next time.</param>
public sealed record FollowedEvent(string Position, EventResponse Event);
