using System.ComponentModel.DataAnnotations;
using ImapApi.Domain.Submissions;

namespace ImapApi.Infrastructure.Outbox;

/// <summary>The <c>[outbox]</c> section: how waiting messages are sent, and what is kept of the others.</summary>
internal sealed class OutboxOptions
{
    public const string Section = "outbox";

    /// <summary>How long to wait after each failure, see <see cref="DurationListAttribute"/>. One text, because .NET's binder would add a configured list to the default one.</summary>
    [DurationList]
    public string Schedule { get; set; } = "30s 2m 10m 30m 1h 2h 4h 8h 12h 24h";

    /// <summary>Waiting messages of one account that are sent at the same time.</summary>
    [Range(1, 100)]
    public int Concurrency { get; set; } = 2;

    /// <summary>Messages of one account that may wait; one more is answered 429.</summary>
    [Range(1, 1_000_000)]
    public int Waiting { get; set; } = 10_000;

    /// <summary>Megabytes (of 1,000,000 bytes) that the waiting messages of one account may be together; one more is answered 429. The first is always taken.</summary>
    [Range(1, 1_000_000)]
    public int WaitingMegabytes { get; set; } = 2000;

    /// <summary>Ended messages of one account of which a record is kept.</summary>
    [Range(1, 100_000)]
    public int PerAccount { get; set; } = 1000;

    /// <summary>Days that such a record is kept.</summary>
    [Range(2, 3660)]
    public int Days { get; set; } = 7;

    internal long WaitingBytes => WaitingMegabytes * 1_000_000L;

    internal RetrySchedule Retries => new(DurationListAttribute.Parse(Schedule) ?? []);
}
