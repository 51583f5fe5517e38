using System.Diagnostics;
using ImapApi.Bench.Servers;
using ImapApi.Bench.Wire;

namespace ImapApi.Bench.Scenarios;

/// <summary>
/// Lists some accounts through one node, back to back, while something happens to another one: the longest call is how long an account was not to be had.
/// </summary>
internal sealed class Patrol : IDisposable
{
    private readonly List<Thread> _threads = [];
    private readonly Lock _gate = new();
    private volatile bool _isOver;
    private int _calls;
    private int _refused;
    private TimeSpan _longest;

    /// <param name="node">Which is asked.</param>
    /// <param name="accounts">Shared out among the callers.</param>
    /// <param name="callers">One connection and one thread each.</param>
    public Patrol(Product node, IReadOnlyList<string> accounts, int callers)
    {
        foreach (var own in accounts.Chunk((accounts.Count + callers - 1) / callers))
        {
            var thread = new Thread(() => Walk(node, own)) { IsBackground = true };
            _threads.Add(thread);
            thread.Start();
        }
    }

    /// <summary>Ends it.</summary>
    public (int Calls, int Refused, TimeSpan Longest) End()
    {
        Dispose();
        return (_calls, _refused, _longest);
    }

    public void Dispose()
    {
        _isOver = true;
        _threads.ForEach(thread => thread.Join());
    }

    private void Walk(Product node, string[] accounts)
    {
        var listings = accounts.Select(account => HttpWire.Get(Urls.Listing(account))).ToList();
        var http = node.Connect();
        for (var call = 0; !_isOver; call++)
        {
            var start = Stopwatch.GetTimestamp();
            var isGood = IsGood(http, listings[call % listings.Count]);
            Note(Stopwatch.GetElapsedTime(start), isGood);
            if (isGood)
                continue;
            http.Dispose();
            http = node.Connect();
        }

        http.Dispose();
    }

    /// <summary>Whatever goes wrong is to be counted, not to end the run.</summary>
    private static bool IsGood(HttpWire http, byte[] listing)
    {
        try
        {
            return http.Send(listing).Status == 200;
        }
        catch (Exception failure) when (failure is IOException or System.Net.Sockets.SocketException)
        {
            return false;
        }
    }

    private void Note(TimeSpan time, bool isGood)
    {
        lock (_gate)
        {
            _calls++;
            if (!isGood)
                _refused++;
            else if (time > _longest)
                _longest = time;
        }
    }
}
