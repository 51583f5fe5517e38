namespace ImapApi.Domain.Changes;

/// <summary>How much of a mailbox a <see cref="DeltaToken"/> holds: as little as the server makes necessary, and no more than fits a URL.</summary>
public enum DeltaDetail
{
    /// <summary>UIDNEXT and the modification sequence: the server tells what vanished since (QRESYNC).</summary>
    Numbers,

    /// <summary>Also how many messages there were: whether any is gone can be told, but not which.</summary>
    Count,

    /// <summary>Also which messages there were: the server tells what changed (CONDSTORE), not what is gone.</summary>
    Uids,

    /// <summary>Also how they were marked: the server tells nothing.</summary>
    Marks,

    /// <summary>A digest of all that: whether anything changed can be told, but not what.</summary>
    Digest,
}
