using ImapApi.Application.Cluster;
using ImapApi.Application.Errors;
using ImapApi.Infrastructure.Metrics;
using ImapApi.Infrastructure.Storage;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace ImapApi.Infrastructure.Cluster;

/// <summary>
/// Follows who is in the cluster, as Orleans tells it, and how each is doing, as they tell it themselves; and tells whoever waits when that has changed.
/// </summary>
internal sealed partial class Membership(
    IClusterMembershipService members, INodes nodes, NodeReports reports, NodeFacts facts, ThisNode node, Housekeeping housekeeping, IStore store, ImapApiMetrics metrics, TimeProvider time, ILogger<Membership> logger)
    : BackgroundService, IClusterNodes
{
    private static readonly TimeSpan Interval = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan AnswersWithin = TimeSpan.FromSeconds(2);

    /// <summary>A store that is away so long is away for this node alone, if others serve accounts.</summary>
    private static readonly TimeSpan StorePatience = TimeSpan.FromSeconds(5);

    private SiloAddress[] _active = [];
    private long _storeAnswered = time.GetTimestamp();

    /// <summary>A node came, went, or takes accounts now that took none, or the other way round.</summary>
    public event EventHandler? Changed;

    /// <summary>The active nodes in an order that is the same everywhere.</summary>
    public IReadOnlyList<SiloAddress> Active => Volatile.Read(ref _active);

    /// <summary>All of them but this one.</summary>
    public IEnumerable<SiloAddress> Others => Active.Where(other => !other.Equals(This));

    /// <summary>Those of all that take accounts: not one that leaves, nor one that does not reach the store.</summary>
    public IReadOnlyList<SiloAddress> Fit => [.. Active.Where(IsFit)];

    public SiloAddress This => reports.This;

    public async Task<IReadOnlyList<ClusterNode>> ListAsync(CancellationToken cancellationToken)
    {
        var active = Active is { Count: > 0 } known ? known : [This];
        var answers = await Task.WhenAll(active.Select(AskAsync));
        return [.. active.Zip(answers, Describe)];
    }

    /// <summary>
    /// Asks the store whether this node is one of the cluster still. Who stood still hears what it was asked for long ago before it hears that it was found dead, and must not take
    /// what others have taken over meanwhile.
    /// </summary>
    /// <exception cref="StoreUnavailableException">The store does not say.</exception>
    public async Task<bool> IsMemberAsync()
    {
        if (!node.HasOthers)
            return true;
        try
        {
            await members.Refresh();
        }
        catch (Exception exception) when (exception is not OperationCanceledException)
        {
            throw new StoreUnavailableException("The store does not say who is in the cluster.", exception);
        }

        return !facts.IsLost && members.CurrentSnapshot.GetSiloStatus(This) != SiloStatus.Dead;
    }

    /// <summary>Tells the others how this node is, without waiting to be asked.</summary>
    public Task TellAsync()
    {
        var report = reports.OfThis();
        return Task.WhenAll(Others.Select(other => TryAsync(() => nodes.At(other).HearAsync(This, report))));
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        await Task.Yield();
        metrics.CountNodes(() => Fit.Count);
        var news = members.MembershipUpdates.GetAsyncEnumerator(stoppingToken);
        try
        {
            var next = news.MoveNextAsync().AsTask();
            while (true)
            {
                await TryAsync(LookAsync);
                var tick = Task.Delay(node.HasOthers ? Interval : Timeout.InfiniteTimeSpan, time, stoppingToken);
                if (await Task.WhenAny(next, tick) == next)
                {
                    if (!await next)
                        return;
                    next = news.MoveNextAsync().AsTask();
                }

                stoppingToken.ThrowIfCancellationRequested();
            }
        }
        catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
        {
            // The process ends.
        }
    }

    private async Task LookAsync()
    {
        SiloAddress[] active = [.. members.CurrentSnapshot.Members.Values.Where(member => member.Status == SiloStatus.Active).Select(member => member.SiloAddress).Order()];
        HashSet<SiloAddress> before = [.. Fit];
        if (node.HasOthers)
            await CheckStoreAsync();
        reports.Keep(active);
        await Task.WhenAll(active.Where(other => !other.Equals(This)).Select(AskAsync));
        Volatile.Write(ref _active, active);
        housekeeping.IsHere = active.Length == 0 || active[0].Equals(This);
        if (before.SetEquals(Fit))
            return;
        var names = string.Join(", ", active.Select(one => one.Endpoint));
        LogNodes(logger, active.Length, names);
        Changed?.Invoke(this, EventArgs.Empty);
    }

    private bool IsFit(SiloAddress one) => reports.LoadOf(one) is not null;

    /// <summary>What this node cannot write down, it must not serve: another can.</summary>
    private async Task CheckStoreAsync()
    {
        try
        {
            using var late = new CancellationTokenSource(AnswersWithin, time);
            await store.GetAsync(StoreOpening.SecretKeyName, late.Token);
            _storeAnswered = time.GetTimestamp();
        }
        catch (Exception exception) when (exception is StoreUnavailableException or OperationCanceledException)
        {
            LogStoreAway(logger, exception.Message);
        }

        facts.IsAway = time.GetElapsedTime(_storeAnswered) > StorePatience;
    }

    private async Task<NodeReport?> AskAsync(SiloAddress other)
    {
        if (other.Equals(This))
            return reports.OfThis();
        NodeReport? report = null;
        await TryAsync(async () => reports.Note(other, report = await nodes.At(other).ReportAsync().WaitAsync(AnswersWithin, time)));
        return report;
    }

    private async Task TryAsync(Func<Task> call)
    {
        try
        {
            await call();
        }
#pragma warning disable CA1031 // A node that does not answer is about to be found dead; by whom and when is Orleans' to say. Whatever else fails is tried again in a second.
        catch (Exception exception)
#pragma warning restore CA1031
        {
            LogNoAnswer(logger, exception.Message);
        }
    }

    private ClusterNode Describe(SiloAddress one, NodeReport? answer)
    {
        var known = answer ?? reports.Find(one);
        return new ClusterNode(
            one.Endpoint.ToString(), known is null ? null : new Uri(known.Http), answer is null ? NodeState.Away : (NodeState)answer.State, known?.Accounts ?? 0, known?.Since, known?.LastHandOver, answer?.Load)
        {
            IsThis = one.Equals(This),
        };
    }

    [LoggerMessage(Level = LogLevel.Information, Message = "nodes that serve accounts ({Count}): {Nodes}")]
    private static partial void LogNodes(ILogger logger, int count, string nodes);

    [LoggerMessage(Level = LogLevel.Debug, Message = "the store does not answer this node: {Reason}")]
    private static partial void LogStoreAway(ILogger logger, string reason);

    [LoggerMessage(Level = LogLevel.Debug, Message = "a node does not answer: {Reason}")]
    private static partial void LogNoAnswer(ILogger logger, string reason);
}
