using System.Diagnostics;
using ImapApi.Application.Statistics;

namespace ImapApi.Infrastructure.Metrics;

/// <summary>What the system knows of this process, and what the metrics have counted.</summary>
internal sealed class ServiceFacts : IServiceFacts
{
    private readonly ImapApiMetrics _metrics;

    public ServiceFacts(ImapApiMetrics metrics)
    {
        _metrics = metrics;
        using var process = Process.GetCurrentProcess();
        Started = new DateTimeOffset(process.StartTime);
    }

    public DateTimeOffset Started { get; }

    public long Memory => Environment.WorkingSet;

    public long Events => _metrics.Events;

    public long Deliveries => _metrics.Deliveries;
}
