using System.ComponentModel.DataAnnotations;

namespace ImapApi.Infrastructure.Events;

/// <summary>The <c>[events]</c> section: how much of the event log is kept.</summary>
internal sealed class EventOptions
{
    public const string Section = "events";

    /// <summary>Events kept for one account.</summary>
    [Range(10, 1_000_000)]
    public int PerAccount { get; set; } = 1000;

    /// <summary>Hours an event is kept.</summary>
    [Range(1, 24 * 366)]
    public int Hours { get; set; } = 24;

    /// <summary>Megabytes of events kept in all; beyond them the oldest go first.</summary>
    [Range(1, 1_000_000)]
    public int Megabytes { get; set; } = 256;
}
