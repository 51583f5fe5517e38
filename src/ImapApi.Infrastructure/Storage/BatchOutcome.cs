namespace ImapApi.Infrastructure.Storage;

/// <summary>What became of a batch.</summary>
/// <param name="FailedCondition">The first condition that did not hold, counted from 0; null: the batch is applied.</param>
/// <param name="Sequences">The sequence numbers of the appended entries, in the batch's order.</param>
internal sealed record BatchOutcome(int? FailedCondition, IReadOnlyList<long> Sequences)
{
    public bool Applied => FailedCondition is null;

    public static BatchOutcome Refused(int condition) => new(condition, []);
}
