using ImapApi.Application.Cluster;
using Microsoft.Extensions.Hosting;

namespace ImapApi.TestKit.Fakes;

/// <summary>A process alone: told to stop, it ends at once.</summary>
internal sealed class LoneNode(IHostApplicationLifetime lifetime) : INodeLife
{
    public bool IsLeaving => Left.IsCancellationRequested;

    public CancellationToken Left => lifetime.ApplicationStopping;
}
