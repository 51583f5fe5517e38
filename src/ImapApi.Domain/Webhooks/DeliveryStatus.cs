namespace ImapApi.Domain.Webhooks;

public enum DeliveryStatus
{
    /// <summary>Tried in vain, and to be tried again.</summary>
    Pending,

    Delivered,

    /// <summary>Given up: the target said that it wants no more, or the retry schedule is exhausted.</summary>
    Failed,
}
