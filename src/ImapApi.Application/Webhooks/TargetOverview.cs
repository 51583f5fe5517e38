using ImapApi.Domain.Webhooks;

namespace ImapApi.Application.Webhooks;

/// <param name="IsFailing">It fails for one account after the other, so that only single attempts go out.</param>
/// <param name="Waiting">Events that wait for their delivery, as far as this process knows.</param>
public sealed record TargetOverview(WebhookTarget Target, bool IsFailing, long Waiting);
