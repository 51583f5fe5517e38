using ImapApi.Domain.Changes;

namespace ImapApi.Application.Events;

/// <param name="Position">The position right after the event.</param>
public sealed record PlacedEvent(LoggedEvent Event, string Position);
