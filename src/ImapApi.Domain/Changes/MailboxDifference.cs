namespace ImapApi.Domain.Changes;

/// <summary>What facts change of what was known.</summary>
/// <param name="Delta">The step that brings the index up to the facts.</param>
/// <param name="Arrived">UIDs that were not known, ascending.</param>
/// <param name="Deleted">UIDs that were known and are gone.</param>
/// <param name="Updated">Known messages that are marked otherwise now, ascending.</param>
public sealed record MailboxDifference(IndexDelta Delta, IReadOnlyList<uint> Arrived, UidSet Deleted, IReadOnlyList<MarksChange> Updated)
{
    /// <summary>Nothing to tell anyone; the delta may still move the numbers.</summary>
    public bool IsEmpty => Delta.IsEmpty;
}
