namespace ImapApi.Domain.Webhooks;

/// <summary>Why nothing is delivered to a target any more, until it is resumed.</summary>
/// <param name="Reason">For people.</param>
public sealed record TargetDisabled(string Reason, DateTimeOffset Since);
