using ImapApi.Domain.Submissions;

namespace ImapApi.Application.Submissions;

/// <summary>What was submitted under an idempotency key, by a request with this fingerprint.</summary>
public sealed record KeyedSubmission(OutboxEntry Entry, string Fingerprint)
{
    /// <summary>What a request with the same key is answered.</summary>
    /// <exception cref="IdempotencyException">It asks for something else, or the first one is not answered yet.</exception>
    /// <exception cref="SubmissionFailedException">It is not known whether the first one's message was sent.</exception>
    public SubmittedMessage Replay(IdempotentRequest request)
    {
        if (Fingerprint != request.Fingerprint)
            throw IdempotencyException.Mismatch(request.Key);
        if (Entry.IsQueued || Entry.State == OutboxState.Sent)
            return SubmittedMessage.Of(Entry) with { IsReplayed = true };
        if (Entry.State == OutboxState.Unknown)
            throw SubmissionFailedException.Replay(Entry);
        throw IdempotencyException.InFlight(request.Key, Entry.Id);
    }
}
