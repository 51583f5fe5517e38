using System.Collections.Concurrent;
using System.Net;
using System.Net.Sockets;
using ImapApi.IntegrationTests.Fixtures;

namespace ImapApi.IntegrationTests.Cluster;

/// <summary>Requests that go on at the same rate whatever happens to the nodes; each that is not answered well is remembered.</summary>
internal sealed class SteadyLoad(Func<ApiClient> choose, IReadOnlyList<string> accounts) : IAsyncDisposable
{
    private static readonly TimeSpan Interval = TimeSpan.FromMilliseconds(20);

    private readonly CancellationTokenSource _stop = new();
    private readonly ConcurrentQueue<string> _failures = new();
    private Task _running = Task.CompletedTask;
    private int _answered;

    public int Answered => Volatile.Read(ref _answered);

    public IReadOnlyCollection<string> Failures => _failures;

    public static SteadyLoad Start(Func<ApiClient> choose, IReadOnlyList<string> accounts)
    {
        var load = new SteadyLoad(choose, accounts);
        load._running = load.RunAsync();
        return load;
    }

    /// <summary>Waits until so many more were answered: that the load goes on.</summary>
    public Task GoOnAsync(int count)
    {
        var wanted = Answered + count;
        return Eventually.TrueAsync(() => Task.FromResult(Answered >= wanted || !_failures.IsEmpty), $"{count} more requests are answered", TimeSpan.FromMinutes(2));
    }

    public async Task StopAsync()
    {
        await _stop.CancelAsync();
        await _running;
    }

    public async ValueTask DisposeAsync()
    {
        await StopAsync();
        _stop.Dispose();
    }

    private async Task RunAsync()
    {
        using var timer = new PeriodicTimer(Interval);
        var pending = new List<Task>();
        for (var number = 0; ; number++)
        {
            try
            {
                await timer.WaitForNextTickAsync(_stop.Token);
            }
            catch (OperationCanceledException)
            {
                break;
            }

            pending.Add(AskAsync(number));
            pending.RemoveAll(task => task.IsCompletedSuccessfully);
        }

        await Task.WhenAll(pending);
    }

    /// <summary>Of five, four read, and one changes a flag.</summary>
    private async Task AskAsync(int number)
    {
        var account = Registration.PathOf(accounts[number % accounts.Count]);
        var what = $"{number}";
        try
        {
            var api = choose();
            what = $"{number} at {api.Address}";
            var answer = await api.GetAsync($"{account}/messages?path=INBOX&pageSize=5");
            if (answer.Status == HttpStatusCode.OK && number % 5 == 0)
                answer = await api.PutAsync($"{account}/message/{answer.Ok().Items("messages")[0].Text("id")}", new { flags = number % 2 == 0 ? (object)new { add = new[] { "\\Seen" } } : new { delete = new[] { "\\Seen" } } });
            if (answer.Status != HttpStatusCode.OK)
                _failures.Enqueue($"{what}: {answer.Text}");
            Interlocked.Increment(ref _answered);
        }
        catch (Exception failure) when (failure is HttpRequestException or SocketException or IOException or OperationCanceledException)
        {
            _failures.Enqueue($"{what}: {failure}");
        }
    }
}
