using System.Diagnostics;

namespace ImapApi.Bench.Measuring;

/// <summary>
/// Latency of several things that are to be compared: A B C A B C …, in many short rounds, so that what else happens on the machine hits all of them alike.
/// </summary>
internal sealed class Interleaved(int rounds, int perRound)
{
    private readonly List<(string Name, Action<int> Call, Action Prepare)> _contenders = [];

    /// <param name="name">Its name in the results.</param>
    /// <param name="call">One call; the argument counts the calls of this contender.</param>
    /// <param name="prepare">Before each call, outside of its time.</param>
    public Interleaved Add(string name, Action<int> call, Action? prepare = null)
    {
        _contenders.Add((name, call, prepare ?? (() => { })));
        return this;
    }

    public IReadOnlyDictionary<string, IReadOnlyList<Latency>> Run()
    {
        var series = _contenders.ToDictionary(contender => contender.Name, _ => new List<Latency>());
        var ticks = new long[perRound];
        for (var round = 0; round < rounds; round++)
        {
            foreach (var (name, call, prepare) in _contenders)
            {
                for (var i = 0; i < perRound; i++)
                {
                    prepare();
                    var start = Stopwatch.GetTimestamp();
                    call((round * perRound) + i);
                    ticks[i] = Stopwatch.GetTimestamp() - start;
                }

                series[name].Add(Latency.Of(ticks));
            }
        }

        return series.ToDictionary(pair => pair.Key, pair => (IReadOnlyList<Latency>)pair.Value);
    }
}
