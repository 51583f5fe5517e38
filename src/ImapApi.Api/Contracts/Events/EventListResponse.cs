using System.ComponentModel;

namespace ImapApi.Api.Contracts.Events;

[Description("Events after a position, in the order of the log.")]
internal sealed record EventListResponse
{
    [Description("The events; none when there is nothing after the position yet.")]
    public required IReadOnlyList<EventResponse> Events { get; init; }

    [Description("The position after these events, for the next request's after: with account the last sequence number, without it opaque.")]
    public required string Next { get; init; }
}
