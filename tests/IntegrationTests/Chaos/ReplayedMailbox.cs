namespace ImapApi.IntegrationTests.Chaos;

/// <summary>A mailbox as its events tell it.</summary>
/// <param name="Since">
/// From when on its events tell everything: what a new mailbox held when it was first looked at is not announced. Null: what it held at the start is known.
/// </param>
internal sealed record ReplayedMailbox(uint? UidValidity, DateTimeOffset? Since)
{
    /// <summary>The first half of its messages' ids, once one was told.</summary>
    public uint? Number { get; set; }

    /// <summary>Flags of the messages that are known to be there.</summary>
    public Dictionary<uint, string> Messages { get; init; } = [];

    /// <summary>The ids of the messages that were told of.</summary>
    public Dictionary<uint, string> Ids { get; } = [];

    /// <summary>UIDs that were told to be gone; none comes back.</summary>
    public HashSet<uint> Gone { get; } = [];
}
