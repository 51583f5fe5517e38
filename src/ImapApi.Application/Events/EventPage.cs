using ImapApi.Domain.Changes;

namespace ImapApi.Application.Events;

/// <param name="Next">The position after these events.</param>
public sealed record EventPage(IReadOnlyList<LoggedEvent> Events, string Next);
