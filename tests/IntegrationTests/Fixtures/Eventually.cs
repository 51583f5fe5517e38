using System.Diagnostics;

namespace ImapApi.IntegrationTests.Fixtures;

/// <summary>Waits for a condition of another process, which can only be asked.</summary>
public static class Eventually
{
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(15);

    public static async Task<T> GetAsync<T>(Func<Task<T?>> read, string what, TimeSpan? within = null)
        where T : class
    {
        var limit = within ?? TimeSpan.FromMinutes(1);
        var watch = Stopwatch.StartNew();
        while (true)
        {
            if (await read() is { } value)
                return value;
            if (watch.Elapsed > limit)
                throw new TimeoutException($"Waited {limit.TotalSeconds:0} s: {what}");
            await Task.Delay(Pause);
        }
    }

    public static Task TrueAsync(Func<Task<bool>> condition, string what, TimeSpan? within = null) =>
        GetAsync(async () => await condition() ? "yes" : null, what, within);
}
