using Microsoft.Extensions.Logging;

namespace ImapApi.Infrastructure.Cluster;

[Orleans.Concurrency.Reentrant]
internal sealed class NodeService(GrainId id, Silo silo, ILoggerFactory loggers, NodeReports reports) : GrainService(id, silo, loggers), INodeService
{
    public Task<NodeReport> ReportAsync() => Task.FromResult(reports.OfThis());

    public Task<Dictionary<string, int>> StatesAsync() => Task.FromResult(reports.StatesHere());

    public Task HearAsync(SiloAddress other, NodeReport report)
    {
        reports.Note(other, report);
        return Task.CompletedTask;
    }
}
