namespace ImapApi.Infrastructure.Webhooks;

/// <summary>How far an account's events are delivered to a target, as it is stored.</summary>
/// <param name="Sequence">The last event that needs no delivery any more.</param>
/// <param name="Failures">How often the next event was tried in vain.</param>
/// <param name="Pending">The record of those attempts.</param>
internal sealed record LaneState(long Sequence, int Failures, DateTimeOffset? NextAttempt, DeliveryRecord? Pending)
{
    public static LaneState At(long sequence) => new(sequence, 0, NextAttempt: null, Pending: null);
}
