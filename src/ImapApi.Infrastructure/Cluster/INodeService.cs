using Orleans.Services;

namespace ImapApi.Infrastructure.Cluster;

/// <summary>One in each process, reached by the process' address: what is asked of a node rather than of an account.</summary>
[Alias("ImapApi.INodeService")]
internal interface INodeService : IGrainService
{
    [Alias("Report")]
    Task<NodeReport> ReportAsync();

    /// <summary>The states of the accounts it owns, by their keys.</summary>
    [Alias("States")]
    Task<Dictionary<string, int>> StatesAsync();

    /// <summary>Another node's report, which that one does not wait to be asked for: it is about to leave.</summary>
    [Alias("Hear")]
    Task HearAsync(SiloAddress other, NodeReport report);
}
