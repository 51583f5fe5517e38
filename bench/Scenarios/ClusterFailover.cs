using System.Diagnostics;
using ImapApi.Bench.Reporting;
using ImapApi.Bench.Servers;
using ImapApi.Bench.Wire;
using ImapApi.IntegrationTests.Fixtures;

namespace ImapApi.Bench.Scenarios;

/// <summary>A node dies, a node leaves, a node joins.</summary>
internal sealed class ClusterFailover : IScenario
{
    private const int AccountCount = 300;
    private const int Nodes = 3;
    private const int Watched = 20;
    private const int Callers = 4;

    /// <summary>Longer than a node waits before it looks whether it has too many accounts.</summary>
    private static readonly TimeSpan Rest = TimeSpan.FromSeconds(10);
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(2);

    private readonly List<double> _lost = [];
    private readonly List<double> _disturbed = [];
    private readonly List<double> _left = [];
    private readonly List<double> _away = [];
    private readonly List<double> _refused = [];
    private readonly List<double> _joined = [];
    private readonly List<double> _differences = [];
    private readonly List<double> _moved = [];
    private readonly List<double> _ready = [];
    private int _calls;

    public string Name => "cluster-failover";

    public string Title => "Cluster: a node dies, leaves, joins";

    public string Method =>
        $"{Nodes} nodes on one Redis, {AccountCount} accounts with TLS on a real Dovecot. In turn: kill -9 of a node, from then until a surviving node tells in `/v1/stats` of one node less and of all accounts connected; " +
        "a node joins, from the start of its process until the last account has moved and is connected (none moves for {Rest.TotalSeconds:0} s more); SIGTERM of a node, until its process has ended; a node joins again. " +
        $"While it leaves, {Watched} of its accounts are listed through a node that stays, back to back by {Callers} callers: a listing waits for the new owner, so the longest one is the time an account was away. " +
        "The values are the worst of all rounds.";

    public async Task<IReadOnlyList<Figure>> RunAsync(Stage stage)
    {
        var server = await stage.ServerAsync();
        var accounts = Enumerable.Range(1, stage.Short(AccountCount, 60)).Select(number => $"kept{number}").ToList();
        foreach (var account in accounts)
            server.MailOf(account).Deliver(MailFactory.Plain(1));
        await using var cluster = await Cluster.StartAsync(Nodes, stage.NewData);
        await cluster.RegisterAsync(server, accounts, accounts.Count);
        await Accounts.InitializedAsync(cluster.Nodes[0], accounts);
        using var http = cluster.Nodes[0].Connect();
        for (var round = 0; round < stage.Short(2, 1); round++)
        {
            await KillAsync(cluster, http, accounts);
            await JoinAsync(cluster, http, accounts);
            await LeaveAsync(cluster, http, accounts);
            await JoinAsync(cluster, http, accounts);
        }

        return
        [
            Worst("kill -9: all accounts connected again", _lost, "s") with { Target = Target.Max(10, "≤ 10 s") },
            Worst("kill -9: accounts of the others that changed their owner", _disturbed, "") with { Target = Target.Max(0, "none") },
            Worst("SIGTERM: the process has ended", _left, "s") with { Note = "5 s of it are those in which it says that it is not ready, before it takes no more connections" },
            Worst("SIGTERM: longest listing of an account that moves", _away, "s") with { Target = new Target("< 2 s", 2, AtMost: true), Note = $"of {_calls:#,0}" },
            Worst("SIGTERM: listings refused", _refused, "") with { Target = Target.Max(0, "none") },
            Worst("join: the last account has moved", _joined, "s") with { Note = $"its process was ready after {_ready.Max():0.0} s" },
            Worst("join: difference between the nodes then", _differences, "accounts") with { Target = Target.Max(2, "≤ 2"), Note = "a node gives nothing away while it has no more than a twentieth above its share" },
            Worst("join: accounts that changed their owner", _moved, ""),
        ];
    }

    private static Figure Worst(string name, IReadOnlyList<double> rounds, string unit) => new(name, rounds.Max(), unit) { Rounds = rounds };

    private async Task KillAsync(Cluster cluster, HttpWire http, List<string> accounts)
    {
        var before = await AtRestAsync(http, accounts);
        await using var node = cluster.TakeLast();
        var watch = Stopwatch.StartNew();
        await node.KillAsync();
        await UntilConnectedAsync(cluster, http, accounts.Count);
        _lost.Add(watch.Elapsed.TotalSeconds);
        var after = Cluster.OwnersOf(http, accounts);
        if (accounts.FirstOrDefault(account => !after[account].IsConnected) is { } missing)
            throw new InvalidOperationException($"{missing} is not connected, though the statistics say that all are.");
        _disturbed.Add(accounts.Count(account => before[account].Port != node.Port && before[account].Epoch != after[account].Epoch));
        foreach (var account in accounts.Where(account => before[account].Port != node.Port && before[account].Epoch != after[account].Epoch))
            Progress.Say($"    {account}: {before[account]} -> {after[account]}");
        Progress.Say($"    kill -9 with {accounts.Count(account => before[account].Port == node.Port)} accounts: {_lost[^1]:0.0} s, {_disturbed[^1]} of the others disturbed");
    }

    private async Task LeaveAsync(Cluster cluster, HttpWire http, List<string> accounts)
    {
        var before = await AtRestAsync(http, accounts);
        await using var node = cluster.TakeLast();
        using var patrol = new Patrol(cluster.Nodes[0], [.. accounts.Where(account => before[account].Port == node.Port).Take(Watched)], Callers);
        var watch = Stopwatch.StartNew();
        await node.AskToStopAsync();
        await node.WaitForExitAsync();
        _left.Add(watch.Elapsed.TotalSeconds);
        await UntilConnectedAsync(cluster, http, accounts.Count);
        var (calls, refused, longest) = patrol.End();
        _calls += calls;
        _refused.Add(refused);
        _away.Add(longest.TotalSeconds);
        Progress.Say($"    SIGTERM: ended after {_left[^1]:0.0} s, longest listing of {calls} {_away[^1]:0.00} s, {refused} refused");
    }

    private async Task JoinAsync(Cluster cluster, HttpWire http, List<string> accounts)
    {
        var before = Cluster.OwnersOf(http, accounts);
        var watch = Stopwatch.StartNew();
        var node = await cluster.JoinAsync();
        _ready.Add(node.ReadyAfter.TotalSeconds);
        var (at, spread) = await UntilAtRestAsync(http, accounts.Count, watch);
        _joined.Add(at.TotalSeconds);
        _differences.Add(spread.Max() - spread.Min());
        var after = Cluster.OwnersOf(http, accounts);
        _moved.Add(accounts.Count(account => before[account].Epoch != after[account].Epoch));
        Progress.Say($"    join: {string.Join(", ", spread)} after {_joined[^1]:0.0} s, {_moved[^1]} moved");
    }

    /// <summary>Watches until no account has come or gone for a while. Returns when the last one did, and how many each node has then.</summary>
    private static async Task<(TimeSpan At, IReadOnlyList<int> Spread)> UntilAtRestAsync(HttpWire http, int accounts, Stopwatch watch)
    {
        IReadOnlyList<int> spread = [];
        var at = watch.Elapsed;
        await Eventually.TrueAsync(
            () =>
            {
                var (nodes, connected) = Cluster.Read(http);
                List<int> now = [.. nodes.Select(node => node.Accounts)];
                if (connected != accounts || now.Sum() != accounts || !now.SequenceEqual(spread))
                    at = watch.Elapsed;
                spread = now;
                return Task.FromResult(watch.Elapsed - at > Rest);
            },
            "no account moves any more",
            Patience);
        return (at, spread);
    }

    /// <summary>Who owns what once nobody has handed anything over for a while.</summary>
    private static async Task<IReadOnlyDictionary<string, AccountOwner>> AtRestAsync(HttpWire http, IReadOnlyList<string> accounts)
    {
        var before = Cluster.OwnersOf(http, accounts);
        while (true)
        {
            await Task.Delay(Rest);
            var after = Cluster.OwnersOf(http, accounts);
            if (accounts.All(account => before[account] == after[account]))
                return after;
            before = after;
        }
    }

    private static Task UntilConnectedAsync(Cluster cluster, HttpWire http, int accounts) => Eventually.TrueAsync(
        () =>
        {
            var (nodes, connected) = Cluster.Read(http);
            return Task.FromResult(nodes.Count == cluster.Nodes.Count && nodes.Sum(node => node.Accounts) == accounts && connected == accounts);
        },
        "all accounts are connected at the nodes that are left",
        Patience);
}
