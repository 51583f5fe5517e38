using ImapApi.Application.Cluster;
using Microsoft.Extensions.Hosting;

namespace ImapApi.Infrastructure.Cluster;

/// <summary>
/// When one of several is told to stop: first it says so, to the others and to whoever asks whether it is ready; then it hands its accounts over, and serves what is
/// asked meanwhile; then it ends as one alone does at once.
/// </summary>
internal sealed class NodeLife(Membership membership, Balancer balancer, NodeFacts facts, ThisNode node, IHostApplicationLifetime lifetime, TimeProvider time) : IHostedLifecycleService, INodeLife, IDisposable
{
    /// <summary>A balancer that asks for the readiness has to have asked.</summary>
    private static readonly TimeSpan Notice = TimeSpan.FromSeconds(5);

    private static readonly TimeSpan LongestHandOver = TimeSpan.FromSeconds(60);

    private readonly CancellationTokenSource _left = new();

    public bool IsLeaving => facts.IsLeaving || lifetime.ApplicationStopping.IsCancellationRequested;

    public CancellationToken Left => node.HasOthers ? _left.Token : lifetime.ApplicationStopping;

    public Task StartingAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StartAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StartedAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public async Task StoppingAsync(CancellationToken cancellationToken)
    {
        if (!node.HasOthers)
            return;
        facts.IsLeaving = true;
        await membership.TellAsync();
        using var late = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        late.CancelAfter(LongestHandOver);
        await Task.WhenAll(balancer.LeaveAsync(late.Token), Task.Delay(Notice, time, cancellationToken)).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        await _left.CancelAsync();
    }

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StoppedAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public void Dispose() => _left.Dispose();
}
