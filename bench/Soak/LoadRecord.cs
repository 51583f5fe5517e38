using ImapApi.Bench.Measuring;
using ImapApi.Bench.Scenarios;

namespace ImapApi.Bench.Soak;

/// <summary>Every answer to the load, counted and timed, and those that should not have been given.</summary>
internal sealed class LoadRecord
{
    private const int Shown = 20;

    private readonly Lock _gate = new();
    private readonly Dictionary<string, List<long>> _times = [];
    private readonly List<string> _unexpected = [];

    public int Count
    {
        get
        {
            lock (_gate)
                return _times.Values.Sum(times => times.Count);
        }
    }

    /// <summary>Requests that were not answered as they should have been, or not at all.</summary>
    public IReadOnlyList<string> Unexpected
    {
        get
        {
            lock (_gate)
                return [.. _unexpected];
        }
    }

    public void Note(string kind, long ticks)
    {
        lock (_gate)
        {
            if (!_times.TryGetValue(kind, out var times))
                _times.Add(kind, times = []);
            times.Add(ticks);
        }
    }

    public void Complain(string what)
    {
        lock (_gate)
        {
            _unexpected.Add(what);
            if (_unexpected.Count <= Shown)
                Progress.Say($"    UNEXPECTED {what}");
        }
    }

    public int CountOf(string kind)
    {
        lock (_gate)
            return _times.TryGetValue(kind, out var times) ? times.Count : 0;
    }

    public Latency LatencyOf(string kind)
    {
        lock (_gate)
            return Latency.Of(_times[kind].ToArray());
    }

    /// <summary>Each kind of request with its number, the most frequent first.</summary>
    public override string ToString()
    {
        lock (_gate)
            return string.Join("; ", _times.OrderByDescending(kind => kind.Value.Count).ThenBy(kind => kind.Key, StringComparer.Ordinal).Select(Describe));
    }

    private static string Describe(KeyValuePair<string, List<long>> kind)
    {
        var latency = Latency.Of(kind.Value.ToArray());
        return $"{kind.Key} {kind.Value.Count:#,0} (p50 {latency.P50:0.0} ms, p99 {latency.P99:0} ms)";
    }
}
