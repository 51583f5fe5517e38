using ImapApi.Bench.Servers;

namespace ImapApi.Bench.Scenarios;

/// <summary>What Redis was asked in between, by command.</summary>
internal sealed record RedisCounts(IReadOnlyDictionary<string, long> Calls)
{
    private const int Named = 6;

    public long Total => Calls.Values.Sum();

    /// <summary>What it counts while the work is done.</summary>
    public static async Task<RedisCounts> DuringAsync(Redis redis, Func<Task> work)
    {
        var before = redis.Calls();
        await work();
        return new RedisCounts(redis.Calls().ToDictionary(pair => pair.Key, pair => pair.Value - before.GetValueOrDefault(pair.Key)));
    }

    /// <summary>The most frequent ones: <c>get 1.0, eval 0.5</c>.</summary>
    /// <param name="by">What each is divided by.</param>
    public string Most(double by) =>
        string.Join(", ", Calls.Where(pair => pair.Value > 0).OrderByDescending(pair => pair.Value).Take(Named).Select(pair => $"{pair.Key} {pair.Value / by:0.00}"));
}
