namespace ImapApi.Client;

/// <summary>Every operation of the API, and what needs more than one call.</summary>
public partial interface IImapApiClient
{
    /// <summary>Follows the event log: of one account, or of all. Connects again where it was after an interruption, until it is cancelled.</summary>
    /// <param name="after">The position of the last event that was dealt with; null: begin now.</param>
    /// <exception cref="ImapApiException">With status 410: events after the position were removed; read the mailboxes anew.</exception>
    IAsyncEnumerable<FollowedEvent> FollowEventsAsync(string? account = null, string? after = null, CancellationToken cancellationToken = default);

    /// <summary>Hands a message to the outbox, which sends it now or at its time and tries again after temporary failures.</summary>
    /// <param name="body">Its <see cref="SubmitMessageRequest.Queue"/> is set, unless a time is given.</param>
    /// <param name="idempotencyKey">Submitting again under the same key does it once.</param>
    /// <exception cref="ImapApiException">It was not queued.</exception>
    Task<MessageQueuedResponse> QueueMessageAsync(string account, SubmitMessageRequest body, string? idempotencyKey = null, CancellationToken cancellationToken = default);
}
