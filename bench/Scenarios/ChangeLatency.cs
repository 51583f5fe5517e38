using System.Diagnostics;
using System.Text;
using System.Text.Json;
using ImapApi.Bench.Measuring;
using ImapApi.Bench.Reporting;
using ImapApi.Bench.Servers;
using ImapApi.Bench.Wire;
using ImapApi.IntegrationTests.Fixtures;

namespace ImapApi.Bench.Scenarios;

/// <summary>From new mail to the webhook, beyond what the mail server itself takes to tell a bare client.</summary>
internal sealed class ChangeLatency : IScenario
{
    private const int Crowd = 1000;
    private const int PerSecond = 100;
    private const int InOthers = 50;

    public string Name => "changes";

    public string Title => "Changes: new mail to webhook";

    public string Method =>
        $"{Crowd} connected accounts; messages are delivered into random INBOXes at {PerSecond} a second. A bare connection idles in each of the same mailboxes in the same run: its EXISTS is the floor, " +
        "and a figure is the time from that push to the webhook being received whole by a sink on the loopback. (The mail server, which pushes half a second after a delivery, tells both of us at about the same time; " +
        "so a value may be below 0.) Then the same with one more account whose own target never answers. At last another mail program appends messages to a mailbox that is not watched, one at a time: from the APPEND to the webhook.";

    public async Task<IReadOnlyList<Figure>> RunAsync(Stage stage)
    {
        var server = await stage.ServerAsync();
        var accounts = Enumerable.Range(1, stage.Rounds(Crowd)).Select(number => $"news{number}").ToList();
        foreach (var account in accounts)
        {
            server.MailOf(account).Deliver(MailFactory.Plain(1));
            server.MailOf(account).Deliver(MailFactory.Plain(1), "Other");
        }

        await using var sink = new WebhookSink();
        await using var product = await Product.StartAsync(stage.NewData());
        await Accounts.RegisterAsync(product, server, tls: false, accounts);
        await Accounts.InitializedAsync(product, accounts);
        using var http = product.Connect();
        http.SendOk(HttpWire.Post("/v1/settings", JsonSerializer.Serialize(new { webhooks = sink.Url })));
        var listeners = new Dictionary<string, IdleListener>();
        foreach (var account in accounts)
            listeners[account] = await IdleListener.StartAsync(server.Port, account, DovecotServer.Password);

        var seconds = stage.Rounds(24);
        var arrivals = new Dictionary<string, int>();
        var alone = await RunAsync(server, accounts, listeners, arrivals, sink, seconds, first: 0);
        await using var hanging = new WebhookSink(hangs: true);
        await HangAsync(http, server, product, hanging);
        var besideHanging = await RunAsync(server, [.. accounts, Hanging], listeners, arrivals, sink, seconds, first: 1_000_000);
        var others = await InOtherMailboxesAsync(server, accounts[0], sink, stage.Rounds(InOthers));
        foreach (var listener in listeners.Values)
            listener.Dispose();

        return
        [
            new Figure("beyond the push, p50", alone.Beyond.P50, "ms") { Target = Target.Max(10, "≤ 10 ms"), Peer = "about 1,000 ms (quiet account), 6,000 ms (busy)", Note = $"{alone.Count} messages; whole way from the delivery: p50 {alone.Whole.P50:0} ms, p99 {alone.Whole.P99:0} ms" },
            new Figure("beyond the push, p95", alone.Beyond.P95, "ms"),
            new Figure("beyond the push, p99", alone.Beyond.P99, "ms") { Target = Target.Max(100, "≤ 100 ms") },
            new Figure("whole way p99 beside a target that hangs", besideHanging.Whole.P99, "ms") { Floor = new Floor("without it", alone.Whole.P99), Target = Target.Max(2 * alone.Whole.P99, "< 2 × without it") },
            new Figure("mailbox that is not watched (NOTIFY), p50", others.P50, "ms"),
            new Figure("mailbox that is not watched (NOTIFY), p99", others.P99, "ms") { Target = Target.Max(2000, "≤ 2 s"), Peer = "up to 15 min" },
        ];
    }

    private const string Hanging = "news-hanging";

    private static async Task HangAsync(HttpWire http, DovecotServer server, Product product, WebhookSink hanging)
    {
        server.MailOf(Hanging).Deliver(MailFactory.Plain(1));
        await Accounts.RegisterAsync(product, server, tls: false, Hanging);
        http.SendOk(HttpWire.Put($"/v1/account/{Hanging}", JsonSerializer.Serialize(new { webhooks = hanging.Url })));
    }

    private static async Task<(int Count, Latency Beyond, Latency Whole)> RunAsync(
        DovecotServer server, IReadOnlyList<string> accounts, IReadOnlyDictionary<string, IdleListener> listeners, Dictionary<string, int> arrivals, WebhookSink sink, int seconds, int first)
    {
        var random = new Random(first + 1);
        var delivered = new Dictionary<int, (string Account, int Arrival, long At)>();
        var order = accounts.ToArray();
        var watch = Stopwatch.StartNew();
        sink.Received.Clear();
        for (var i = 0; i < seconds * PerSecond; i++)
        {
            // Every account in turn, in an order drawn anew.
            if (i % order.Length == 0)
                random.Shuffle(order);
            var account = order[i % order.Length];
            var message = MailFactory.Plain(first + i, subject: $"bench-{first + i}");
            arrivals[account] = arrivals.GetValueOrDefault(account) + 1;
            delivered[first + i] = (account, arrivals[account], Stopwatch.GetTimestamp());
            server.MailOf(account).Deliver(message);
            var next = TimeSpan.FromSeconds((i + 1) / (double)PerSecond) - watch.Elapsed;
            if (next > TimeSpan.Zero)
                await Task.Delay(next);
        }

        var beyond = new List<long>();
        var whole = new List<long>();
        var seen = new HashSet<int>();
        var expected = delivered.Count(entry => entry.Value.Account != Hanging);
        await Eventually.TrueAsync(() => Task.FromResult(Collect(sink, delivered, listeners, seen, beyond, whole) >= expected), $"{expected} webhooks", TimeSpan.FromMinutes(1));
        return (seen.Count, Latency.Of(beyond.ToArray()), Latency.Of(whole.ToArray()));
    }

    private static int Collect(
        WebhookSink sink, Dictionary<int, (string Account, int Arrival, long At)> delivered, IReadOnlyDictionary<string, IdleListener> listeners, HashSet<int> seen, List<long> beyond, List<long> whole)
    {
        while (sink.Received.TryDequeue(out var received))
        {
            using var body = JsonDocument.Parse(received.Body);
            var data = body.RootElement.GetProperty("data");
            if (!data.TryGetProperty("subject", out var subject) || !subject.GetString()!.StartsWith("bench-", StringComparison.Ordinal))
                continue;
            var number = int.Parse(subject.GetString()!["bench-".Length..], System.Globalization.CultureInfo.InvariantCulture);
            if (!delivered.TryGetValue(number, out var delivery) || !seen.Add(number))
                continue;
            whole.Add(received.At - delivery.At);
            if (listeners.TryGetValue(delivery.Account, out var listener) && listener.PushOf(delivery.Arrival) is { } push)
                beyond.Add(received.At - push);
        }

        return seen.Count;
    }

    /// <summary>Another mail program appends: NOTIFY does not tell of files that are put into a Maildir past the server.</summary>
    private static async Task<Latency> InOtherMailboxesAsync(DovecotServer server, string account, WebhookSink sink, int rounds)
    {
        await using var other = await RawImap.ConnectAsync("127.0.0.1", server.Port);
        await other.LoginAsync(account, DovecotServer.Password);
        var times = new long[rounds];
        for (var round = 0; round < rounds; round++)
        {
            sink.Received.Clear();
            var subject = Encoding.ASCII.GetBytes($"\"other-{round}\"");
            var message = MailFactory.Plain(round, subject: $"other-{round}");
            var at = Stopwatch.GetTimestamp();
            await other.AppendAsync("Other", message, "");
            await Eventually.TrueAsync(
                () => Task.FromResult((times[round] = sink.Received.FirstOrDefault(received => received.Body.AsSpan().IndexOf(subject) >= 0).At - at) > 0), "a webhook of another mailbox", TimeSpan.FromSeconds(90));
        }

        return Latency.Of(times);
    }
}
