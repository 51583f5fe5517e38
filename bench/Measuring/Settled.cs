namespace ImapApi.Bench.Measuring;

/// <summary>Waits until a reading has come to rest.</summary>
internal static class Settled
{
    private const int Most = 40;
    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(1);

    /// <summary>The first reading that is within half a percent of each of the two before it.</summary>
    public static async Task<long> ReadAsync(Func<long> read)
    {
        var readings = new List<long> { read() };
        while (readings.Count < Most)
        {
            await Task.Delay(Pause);
            readings.Add(read());
            if (readings.Count >= 3 && Near(readings[^1], readings[^2]) && Near(readings[^1], readings[^3]))
                return readings[^1];
        }

        throw new TimeoutException($"Not at rest after {Most} readings: {string.Join(", ", readings)}.");
    }

    private static bool Near(long one, long other) => Math.Abs(one - other) <= one / 200;
}
