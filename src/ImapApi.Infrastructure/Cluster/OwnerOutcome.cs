namespace ImapApi.Infrastructure.Cluster;

internal enum OwnerOutcome
{
    /// <summary>The account's worker runs.</summary>
    Runs,

    /// <summary>There is no such account.</summary>
    Unknown,

    /// <summary>The ownership could not be written down.</summary>
    StoreAway,
}
