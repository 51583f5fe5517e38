using System.Diagnostics;
using ImapApi.Bench.Measuring;
using ImapApi.Bench.Reporting;

namespace ImapApi.Bench.Soak;

/// <summary>Looks every few seconds at what a process holds.</summary>
internal sealed class ProcessWatch(ProcessFacts facts)
{
    private const int Points = 15;

    private static readonly TimeSpan Interval = TimeSpan.FromSeconds(5);

    private readonly List<ProcessSample> _samples = [];
    private readonly Stopwatch _clock = Stopwatch.StartNew();

    /// <summary>Null before the first.</summary>
    public ProcessSample? Last { get; private set; }

    /// <summary>Percent of a core.</summary>
    public double Processor => ProcessorOf(_samples);

    public async Task RunAsync(CancellationToken stop)
    {
        do
        {
            Last = new ProcessSample(_clock.Elapsed, facts.Rss / 1024.0, facts.Descriptors, facts.Cpu);
            _samples.Add(Last);
            await Task.Delay(Interval, stop).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
        while (!stop.IsCancellationRequested);
    }

    /// <param name="quarter">1 to 4.</param>
    public double MedianOf(int quarter, Func<ProcessSample, double> what) => Median.Of(QuarterOf(quarter).Select(what));

    public double ProcessorOf(int quarter) => ProcessorOf(QuarterOf(quarter));

    /// <summary>Each point is the median of its part of the time.</summary>
    public Curve MemoryCurve() => new(
        "minutes",
        [.. _samples.Chunk((_samples.Count + Points - 1) / Points).Select(part => new CurvePoint(Math.Round(part[^1].At.TotalMinutes, 1), Median.Of(part.Select(sample => sample.MiB))))]);

    private static double ProcessorOf(List<ProcessSample> part) => (part[^1].Cpu - part[0].Cpu) / (part[^1].At - part[0].At).TotalSeconds * 100;

    private List<ProcessSample> QuarterOf(int quarter) => _samples[(_samples.Count * (quarter - 1) / 4)..(_samples.Count * quarter / 4)];
}
