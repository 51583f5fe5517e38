namespace ImapApi.Infrastructure.Storage;

/// <summary>One part of the store: what a batch writes lies in one of them. In Redis Cluster a partition is one hash slot.</summary>
internal readonly record struct Partition(int Number)
{
    /// <summary>What belongs to no account: settings, keys.</summary>
    public static Partition Global { get; } = new(-1);

    public override string ToString() => this == Global ? "global" : Number.ToString(System.Globalization.CultureInfo.InvariantCulture);
}
