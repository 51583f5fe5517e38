using System.Collections.Concurrent;

namespace ImapApi.IntegrationTests.Fixtures;

/// <summary>When faults happen to the connections of a wire, and which. The same seed draws the same for each connection, one after the other.</summary>
/// <param name="mean">How long a connection works between two faults, on average.</param>
/// <param name="early">The share of faults that come after so many bytes rather than after a time: within a log-in, a command, an answer.</param>
internal sealed class WireFaults(int seed, TimeSpan mean, double early)
{
    private const double MostEarlyBytes = 64 * 1024;

    private static readonly TimeSpan LongestOutage = TimeSpan.FromSeconds(2);
    private static readonly WireFault[] Kinds = Enum.GetValues<WireFault>();

    private readonly ConcurrentDictionary<WireFault, int> _counts = new();
    private readonly TaskCompletionSource _calm = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private long _outUntil;

    /// <summary>Complete when no more faults happen: what stands still goes on then.</summary>
    public Task Calm => _calm.Task;

    /// <summary>New connections are refused for a moment.</summary>
    public bool IsOut => !Calm.IsCompleted && TimeProvider.System.GetTimestamp() < Interlocked.Read(ref _outUntil);

    public int Count => _counts.Values.Sum();

    /// <summary>Faults until <see cref="End"/>, from now on.</summary>
    public bool HasBegun { get; private set; }

    public void Begin() => HasBegun = true;

    public void End() => _calm.TrySetResult();

    /// <summary>The faults of the connection with this number.</summary>
    public ConnectionFaults Of(int connection) => new(this, new Random((seed * 100_003) + connection));

    public override string ToString() => string.Join(", ", _counts.OrderBy(count => count.Key).Select(count => $"{count.Value} {count.Key}"));

    /// <summary>Notes it. Some of those that end a connection also keep new ones away for a moment.</summary>
    public void Note(WireFault fault, Random random)
    {
        _counts.AddOrUpdate(fault, 1, (_, count) => count + 1);
        if (fault is WireFault.Cut or WireFault.Reset && random.Next(4) == 0)
            Interlocked.Exchange(ref _outUntil, TimeProvider.System.GetTimestamp() + (long)(random.NextDouble() * LongestOutage.TotalSeconds * TimeProvider.System.TimestampFrequency));
    }

    public WireFault Draw(Random random) => Kinds[random.Next(Kinds.Length)];

    /// <summary>After how many bytes, and after what time at the latest.</summary>
    public (long Bytes, TimeSpan Time) DrawMoment(Random random) => random.NextDouble() < early
        ? ((long)Math.Pow(MostEarlyBytes, random.NextDouble()), mean)
        : (long.MaxValue, mean * -Math.Log(1 - random.NextDouble()));
}
