using System.Collections.Concurrent;
using ImapApi.Application.Cluster;
using ImapApi.Application.Errors;
using ImapApi.Domain.Changes;
using ImapApi.Infrastructure.Storage;
using Microsoft.Extensions.Hosting;

namespace ImapApi.Infrastructure.Events;

/// <summary>
/// Wakes the readers of the event log: at once for what this process logs, and within a quarter of a second for what another one does, which is seen by looking at
/// the ends of the feeds while anybody reads.
/// </summary>
internal sealed class FeedWatch(IStore store, Partitions partitions, EventHub hub, INodeLife life, TimeProvider time) : BackgroundService
{
    private static readonly TimeSpan Interval = TimeSpan.FromMilliseconds(250);

    private readonly ConcurrentDictionary<FeedWake, bool> _wakes = new();
    private readonly Partition[] _partitions = [.. partitions.All];
    private IDisposable? _following;

    /// <param name="partition">Null: all partitions.</param>
    /// <returns>Tells of every event committed from now on; disposed by the reader.</returns>
    public FeedWake Follow(Partition? partition)
    {
        FeedWake wake = new(this, partition, time, life.Left);
        _wakes[wake] = true;
        return wake;
    }

    /// <summary>Follows before it returns: a reader that is opened next is woken by every event from then on.</summary>
    public override Task StartAsync(CancellationToken cancellationToken)
    {
        _following = hub.Follow(Wake);
        return base.StartAsync(cancellationToken);
    }

    public override void Dispose()
    {
        _following?.Dispose();
        base.Dispose();
    }

    internal void Forget(FeedWake wake) => _wakes.TryRemove(wake, out _);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(Interval, time);
        var known = new long[_partitions.Length];
        while (await timer.WaitForNextTickAsync(stoppingToken))
        {
            if (!_wakes.IsEmpty)
                await LookAsync(known, stoppingToken);
        }
    }

    private async Task LookAsync(long[] known, CancellationToken cancellationToken)
    {
        try
        {
            var ends = await store.EndsAsync(_partitions, EventKeys.Feed, cancellationToken);
            for (var i = 0; i < known.Length; i++)
            {
                // Also backwards: the store was set back, and its readers have to find that out.
                if (ends[i] != known[i])
                    Wake(_partitions[i]);
                known[i] = ends[i];
            }
        }
        catch (StoreUnavailableException)
        {
            // Whoever reads meanwhile finds out, and tries again.
        }
    }

    private void Wake(IReadOnlyList<LoggedEvent> events) => Wake(partitions.Of(events[0].Account));

    private void Wake(Partition partition)
    {
        foreach (var (wake, _) in _wakes)
            wake.Note(partition);
    }
}
