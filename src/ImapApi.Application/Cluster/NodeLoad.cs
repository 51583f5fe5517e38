using ImapApi.Domain.Submissions;

namespace ImapApi.Application.Cluster;

/// <summary>What one process has to do, and did since it was started.</summary>
/// <param name="QueuedRequests">Requests that wait for an IMAP connection.</param>
/// <param name="WaitingWebhooks">Events that are not delivered to their targets yet.</param>
/// <param name="Outbox">Messages in the outbox that have not come to their end, by state; a state without messages is absent.</param>
/// <param name="Memory">Resident bytes.</param>
/// <param name="Events">Events that were written to the log.</param>
/// <param name="Deliveries">Events that a webhook target accepted.</param>
public sealed record NodeLoad(
    int QueuedRequests, long WaitingWebhooks, IReadOnlyDictionary<OutboxState, int> Outbox, DateTimeOffset Started, long Memory, long Events, long Deliveries);
