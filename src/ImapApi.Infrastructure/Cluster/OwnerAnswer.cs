namespace ImapApi.Infrastructure.Cluster;

/// <summary>What an account's owner says of itself.</summary>
[GenerateSerializer]
[Alias("ImapApi.OwnerAnswer")]
internal sealed record OwnerAnswer
{
    [Id(0)]
    public required OwnerOutcome Outcome { get; init; }

    /// <summary>Where its API answers.</summary>
    [Id(1)]
    public string Http { get; init; } = "";

    [Id(2)]
    public long Epoch { get; init; }

    [Id(3)]
    public DateTimeOffset Since { get; init; }

    /// <summary>Why it does not run, in a sentence.</summary>
    [Id(4)]
    public string? Reason { get; init; }

    [Id(5)]
    public OwnedStatus? Status { get; init; }
}
