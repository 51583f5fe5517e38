using ImapApi.Domain.Submissions;

namespace ImapApi.Domain.Changes;

/// <summary>What a step of an outbox entry tells the outside.</summary>
public static class SubmissionChanges
{
    /// <returns>Null: nothing that anybody waits for.</returns>
    public static Change? Between(OutboxEntry before, OutboxEntry after) => after.State switch
    {
        _ when after.State == before.State => null,
        OutboxState.Sent => new Change.MessageSent(after),
        OutboxState.Rejected or OutboxState.Failed => new Change.MessageFailed(after),
        OutboxState.Unknown => new Change.MessageDelayed(after),
        OutboxState.Queued => new Change.MessageDelayed(after),
        _ => null,
    };
}
