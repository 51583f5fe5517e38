using System.Globalization;

namespace ImapApi.TestKit;

/// <summary>Waiting for a condition without polling: whoever changes the state says so with <see cref="Beat"/>.</summary>
internal sealed class Pulse
{
    /// <summary>How long tests wait for what should happen; less where most tests are to fail.</summary>
    public static readonly TimeSpan Patience = AppContext.GetData("ImapApi.TestKit.PatienceSeconds") is string seconds
        ? TimeSpan.FromSeconds(int.Parse(seconds, CultureInfo.InvariantCulture)) : TimeSpan.FromMinutes(1);

    private TaskCompletionSource _next = NewSource();

    public void Beat() => Interlocked.Exchange(ref _next, NewSource()).SetResult();

    /// <param name="found">Asked after every beat; waiting ends when it answers something.</param>
    /// <param name="what">Named in the error when it never does.</param>
    /// <param name="seen">What was there instead, for the same error.</param>
    public async Task<T> WaitForAsync<T>(Func<T?> found, string what, Func<string>? seen = null, TimeSpan? timeout = null)
        where T : class
    {
        var patience = timeout ?? Patience;
        using var expiry = new CancellationTokenSource(patience);
        while (true)
        {
            var next = Volatile.Read(ref _next).Task;
            if (found() is { } result)
                return result;
            try
            {
                await next.WaitAsync(expiry.Token);
            }
            catch (OperationCanceledException expired)
            {
                throw new TimeoutException($"Waited {patience.TotalSeconds:0.###} s for {what}. {seen?.Invoke()}", expired);
            }
        }
    }

    public Task WaitUntilAsync(Func<bool> condition, string what, Func<string>? seen = null, TimeSpan? timeout = null) =>
        WaitForAsync(() => condition() ? this : null, what, seen, timeout);

    private static TaskCompletionSource NewSource() => new(TaskCreationOptions.RunContinuationsAsynchronously);
}
