namespace ImapApi.Infrastructure.Webhooks;

/// <summary>What a lane's run came to.</summary>
/// <param name="Until">When the next one is due; null: at once.</param>
/// <param name="GaveUp">Nothing more is to be posted to the target, for this reason.</param>
internal readonly record struct LaneStep(DateTimeOffset? Until = null, string? GaveUp = null)
{
    public static LaneStep GoOn { get; }
}
