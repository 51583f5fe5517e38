namespace ImapApi.Domain.Submissions;

/// <summary>How long to wait after each failed attempt; after the last delay comes one attempt more, and then none.</summary>
public sealed class RetrySchedule(IReadOnlyList<TimeSpan> delays)
{
    /// <summary>Never again.</summary>
    public static RetrySchedule None { get; } = new([]);

    /// <param name="failures">How many attempts have failed in a row, at least 1.</param>
    /// <returns>Null: no more.</returns>
    public TimeSpan? DelayAfter(int failures) => failures <= delays.Count ? delays[failures - 1] : null;
}
