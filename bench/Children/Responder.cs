using System.Collections.Concurrent;
using System.Globalization;
using ImapApi.TestKit;

namespace ImapApi.Bench.Children;

/// <summary>
/// An IMAP server that costs next to nothing for each connection, in a process of its own: for numbers of accounts and of messages that no real server on
/// this machine could hold beside the program. A user named <c>m5000-…</c> has 5,000 messages. Says its port on standard output, then obeys standard input.
/// </summary>
internal static class Responder
{
    public static async Task<int> RunAsync()
    {
        var idle = new ConcurrentQueue<ResponderSession>();
        await using var listener = new LoopbackListener(client => _ = new ResponderSession(client.Client, idle).RunAsync());
        listener.Start();
        await Console.Out.WriteLineAsync($"{listener.Port}");
        while (await Console.In.ReadLineAsync() is { } line)
        {
            // "deliver 500 3": so many messages a second, for so many seconds, each to the next account that idles.
            var words = line.Split(' ');
            var delivered = await DeliverAsync(idle, int.Parse(words[1], CultureInfo.InvariantCulture), int.Parse(words[2], CultureInfo.InvariantCulture));
            await Console.Out.WriteLineAsync($"{delivered}");
        }

        return 0;
    }

    private static async Task<int> DeliverAsync(ConcurrentQueue<ResponderSession> idle, int perSecond, int seconds)
    {
        var start = TimeProvider.System.GetTimestamp();
        var delivered = 0;
        using var timer = new PeriodicTimer(TimeSpan.FromMilliseconds(5));
        while (await timer.WaitForNextTickAsync())
        {
            var elapsed = TimeProvider.System.GetElapsedTime(start).TotalSeconds;
            var due = (int)(Math.Min(elapsed, seconds) * perSecond);
            while (delivered < due && idle.TryDequeue(out var session))
                delivered += await session.DeliverAsync() ? 1 : 0;
            if (elapsed >= seconds)
                return delivered;
        }

        return delivered;
    }
}
