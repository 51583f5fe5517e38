using ImapApi.Bench.Reporting;
using ImapApi.Bench.Soak;

namespace ImapApi.Bench.Scenarios;

/// <summary>All scenarios in the order of the report.</summary>
internal static class Catalogue
{
    private static readonly IReadOnlyList<IScenario> Mailbox =
    [
        new BareListing(), new WarmListing(), new UncachedListing(), new IdleListing(), new ListingThroughput(), new AccountsThroughput(), new Reading(), new LargeAttachment(), new HostileNeighbours(),
    ];

    private static readonly IReadOnlyList<IScenario> OfAccounts = [new ManyAccounts(), new Pages()];

    private static readonly IReadOnlyList<IScenario> OfEvents = [new ChangeLatency(), new DeliveryThroughput(), new ResyncCost(), new Submitting(), new LargeSubmission()];

    private static readonly IReadOnlyList<IScenario> OfSecondDay = [new Searching(), new SearchingEverywhere(), new CursorListing(), new BulkFlags(), new Sanitising()];

    private static readonly IReadOnlyList<IScenario> OfGrowth = [new GrowingAccounts(), new GrowingMailbox(), new GrowingEvents()];

    private static readonly IReadOnlyList<IScenario> OfCluster = [new ClusterFailover(), new ClusterForwarding(), new ClusterRedis()];

    private static readonly IReadOnlyList<IScenario> OfEndurance = [new SoakRun()];

    /// <summary>All but what takes half an hour and has to be asked for.</summary>
    public static IReadOnlyList<IScenario> All { get; } = [.. Mailbox, .. OfSecondDay, .. OfAccounts, .. OfEvents, .. OfGrowth, .. OfCluster];

    public static IReadOnlyList<string> Groups { get; } = ["mailbox", "search", "accounts", "events", "growth", "cluster", "soak"];

    /// <summary>The named ones; all when none is named; null when a name is unknown.</summary>
    public static IReadOnlyList<IScenario>? Find(IReadOnlyList<string> words)
    {
        if (words.Count == 0)
            return All;
        var found = new List<IScenario>();
        foreach (var word in words)
        {
            var named = word switch
            {
                "mailbox" => Mailbox,
                "search" => OfSecondDay,
                "accounts" => OfAccounts,
                "events" => OfEvents,
                "growth" => OfGrowth,
                "cluster" => OfCluster,
                "soak" => OfEndurance,
                "all" => All,
                "report" => [],
                _ => All.Where(scenario => scenario.Name == word).ToList(),
            };
            if (named.Count == 0 && word != "report")
                return null;
            found.AddRange(named);
        }

        return found;
    }

    public static async Task<IReadOnlyList<ScenarioResult>> RecordedAsync()
    {
        var recorded = new List<ScenarioResult>();
        foreach (var scenario in (IReadOnlyList<IScenario>)[.. All, .. OfEndurance])
        {
            if (await ResultFiles.ReadAsync(scenario.Name) is { } result)
                recorded.Add(result);
        }

        return recorded;
    }
}
