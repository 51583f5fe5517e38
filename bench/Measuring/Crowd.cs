using System.Diagnostics;

namespace ImapApi.Bench.Measuring;

/// <summary>Several callers at once, each on a thread of its own.</summary>
internal static class Crowd
{
    /// <summary>As fast as they can for a while.</summary>
    /// <param name="callers">One call each; a caller repeats his own.</param>
    /// <param name="time">How long.</param>
    public static CrowdRound Run(IReadOnlyList<Action> callers, TimeSpan time)
    {
        var end = Stopwatch.GetTimestamp() + (long)(time.TotalSeconds * Stopwatch.Frequency);
        var ticks = callers.Select(_ => new List<long>(16 * 1024)).ToArray();
        var elapsed = RunAll([.. callers.Select((call, index) => (Action)(() =>
        {
            for (var start = Stopwatch.GetTimestamp(); start < end;)
            {
                call();
                var now = Stopwatch.GetTimestamp();
                ticks[index].Add(now - start);
                start = now;
            }
        }))]);
        var all = ticks.SelectMany(own => own).ToArray();
        return new CrowdRound(all.Length / elapsed.TotalSeconds, all.Length, Latency.Of(all));
    }

    /// <summary>Each once, begun together. Returns the time until the last is done.</summary>
    public static TimeSpan RunAll(IReadOnlyList<Action> works)
    {
        using var gate = new Barrier(works.Count + 1);
        Exception? failure = null;
        var threads = works.Select(work => new Thread(() =>
        {
            gate.SignalAndWait();
            try
            {
                work();
            }
            catch (Exception error)
            {
                Interlocked.CompareExchange(ref failure, error, null);
            }
        })
        { IsBackground = true }).ToList();
        threads.ForEach(thread => thread.Start());
        var began = Stopwatch.GetTimestamp();
        gate.SignalAndWait();
        threads.ForEach(thread => thread.Join());
        var elapsed = Stopwatch.GetElapsedTime(began);
        return failure is null ? elapsed : throw new InvalidOperationException("A caller failed.", failure);
    }
}
