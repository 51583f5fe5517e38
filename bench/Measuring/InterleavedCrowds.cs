namespace ImapApi.Bench.Measuring;

/// <summary>Throughput of several things that are to be compared, in alternating short rounds.</summary>
internal sealed class InterleavedCrowds(int rounds, TimeSpan time)
{
    private readonly List<(string Name, IReadOnlyList<Action> Callers)> _contenders = [];

    public InterleavedCrowds Add(string name, IReadOnlyList<Action> callers)
    {
        _contenders.Add((name, callers));
        return this;
    }

    public IReadOnlyDictionary<string, IReadOnlyList<CrowdRound>> Run()
    {
        var series = _contenders.ToDictionary(contender => contender.Name, _ => new List<CrowdRound>());
        for (var round = 0; round < rounds; round++)
        {
            foreach (var (name, callers) in _contenders)
                series[name].Add(Crowd.Run(callers, time));
        }

        return series.ToDictionary(pair => pair.Key, pair => (IReadOnlyList<CrowdRound>)pair.Value);
    }
}
