using ImapApi.Application.Cluster;
using ImapApi.Domain.Accounts;

namespace ImapApi.Infrastructure.Cluster;

/// <summary>What this node tells the others of itself.</summary>
internal sealed class NodeFacts(ThisNode node, TimeProvider time)
{
    private HandOver? _lastHandOver;

    public Uri Http => node.Http;

    /// <summary>When it joined.</summary>
    public DateTimeOffset Since { get; } = time.GetUtcNow();

    /// <summary>It is told to stop.</summary>
    public bool IsLeaving { get; set; }

    /// <summary>The others have found it dead: whatever it still hears, it takes nothing over any more.</summary>
    public bool IsLost { get; set; }

    /// <summary>The store does not answer it.</summary>
    public bool IsAway { get; set; }

    public NodeState State => IsLeaving ? NodeState.Leaving : IsAway ? NodeState.Away : NodeState.Active;

    public HandOver? LastHandOver => Volatile.Read(ref _lastHandOver);

    /// <summary>An account's first owner takes it over from nobody.</summary>
    public void NoteHandOver(AccountId account, OwnershipEpoch epoch)
    {
        if (epoch.Counter > 1)
            Volatile.Write(ref _lastHandOver, new HandOver(account, epoch.Counter, time.GetUtcNow()));
    }
}
