namespace ImapApi.Domain.Submissions;

/// <summary>Which delivery status notifications the sender wants (RFC 3461), where the server offers them.</summary>
/// <param name="EnvelopeId">ENVID: the sender's own name for this sending; comes back in a notification.</param>
/// <param name="ReturnFull">RET=FULL rather than HDRS: a notification of failure carries the whole message. Null: as the server likes.</param>
/// <param name="Notify">NOTIFY, for every recipient.</param>
public sealed record DeliveryStatusRequest(string? EnvelopeId, bool? ReturnFull, DeliveryEvents Notify);
