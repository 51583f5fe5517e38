namespace ImapApi.Domain.Bounces;

/// <summary>What became of a message for one recipient (RFC 3464 §2.3.3).</summary>
public enum DeliveryAction
{
    Failed,

    /// <summary>It is still being tried.</summary>
    Delayed,

    Delivered,

    /// <summary>Handed to a system that will not report.</summary>
    Relayed,

    /// <summary>Handed to the members of a list.</summary>
    Expanded,
}
