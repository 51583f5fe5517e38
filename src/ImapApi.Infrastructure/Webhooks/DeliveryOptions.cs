using System.ComponentModel.DataAnnotations;

namespace ImapApi.Infrastructure.Webhooks;

/// <summary>The <c>[webhooks.deliveries]</c> section: how events are delivered, and what is kept of it.</summary>
internal sealed class DeliveryOptions
{
    /// <summary>How long to wait after each failure, see <see cref="DurationListAttribute"/>. One text, because .NET's binder would add a configured list to the default one.</summary>
    [DurationList]
    public string Schedule { get; set; } = "5s 30s 2m 10m 1h 3h 6h 12h 24h";

    /// <summary>Requests to one target at the same time.</summary>
    [Range(1, 1000)]
    public int Concurrency { get; set; } = 64;

    /// <summary>Delivery records kept for one account.</summary>
    [Range(1, 100_000)]
    public int PerAccount { get; set; } = 100;

    /// <summary>Days a delivery record is kept.</summary>
    [Range(1, 3660)]
    public int Days { get; set; } = 7;

    internal IReadOnlyList<TimeSpan> Delays => DurationListAttribute.Parse(Schedule) ?? [];
}
