using System.Collections.Concurrent;
using ImapApi.IntegrationTests.Fixtures;

namespace ImapApi.IntegrationTests.FaultRun;

/// <summary>Follows the events of all accounts, and goes on where it was whenever the stream ends: each has to come once, in its order.</summary>
internal sealed class StreamFollower : IAsyncDisposable
{
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(200);

    private readonly ApiClient _api;
    private readonly LoadRecord _record;
    private readonly ConcurrentDictionary<string, long> _seen = new();
    private readonly CancellationTokenSource _stop = new();
    private EventStreamReader _reader;
    private Task _running = Task.CompletedTask;

    private StreamFollower(ApiClient api, LoadRecord record, EventStreamReader reader) => (_api, _record, _reader) = (api, record, reader);

    public static async Task<StreamFollower> StartAsync(Uri address, LoadRecord record)
    {
        var api = new ApiClient(address);
        var follower = new StreamFollower(api, record, await EventStreamReader.OpenAsync(api));
        follower._running = follower.RunAsync();
        return follower;
    }

    public long LastOf(string account) => _seen.GetValueOrDefault(account);

    public async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync();
        _reader.Dispose();
        await _running;
        _api.Dispose();
        _stop.Dispose();
    }

    private async Task RunAsync()
    {
        EventStreamReader? reader = _reader;
        string? last = null;
        while (true)
        {
            try
            {
                reader ??= await EventStreamReader.OpenAsync(_api, lastEventId: last);
                _reader = reader;
                while (await reader.ReadAsync() is { } next)
                    Note(next);
            }
            catch (Exception ended) when (ended is IOException or HttpRequestException or ShouldAssertException or TimeoutException or ObjectDisposedException or OperationCanceledException)
            {
                // The store was away, or this is the end.
            }

            last = reader?.LastEventId ?? last;
            reader?.Dispose();
            reader = null;
            if (_stop.IsCancellationRequested)
                return;
            await Task.WhenAny(Task.Delay(Pause, _stop.Token));
        }
    }

    private void Note(StreamedEvent next)
    {
        if (next.Type == "gap")
        {
            _record.Complain("The stream has a gap.");
            return;
        }

        if (!next.Data.Has("seq"))
            return;
        var (account, sequence) = (next.Data.Text("account"), next.Data.At("seq").GetInt64());
        if (sequence != LastOf(account) + 1)
            _record.Complain($"The stream tells event {sequence} of {account} after {LastOf(account)}.");
        _seen[account] = sequence;
    }
}
