using Microsoft.Extensions.Time.Testing;

namespace ImapApi.TestKit.Fakes;

internal static class PassingTime
{
    /// <summary>Lets time pass until it is done.</summary>
    public static async Task PassUntilAsync(this FakeTimeProvider time, Task done, TimeSpan? step = null)
    {
        while (!done.IsCompleted)
        {
            time.Advance(step ?? TimeSpan.FromMilliseconds(250));
            await Task.WhenAny(done, Task.Delay(10));
        }

        await done;
    }
}
