using ImapApi.Application.Errors;
using ImapApi.Domain.Accounts;
using ImapApi.Domain.Submissions;
using MediatR;

namespace ImapApi.Application.Submissions;

/// <summary>Takes back a message that waits in the outbox. Once cancelled, it stays so: asking again changes nothing.</summary>
public sealed record CancelSubmission(QueueId Id) : IRequest<OutboxEntry>
{
    /// <summary>The only account whose messages the caller may cancel; null: all.</summary>
    public AccountId? Only { get; init; }

    internal sealed class Handler(IOutbox outbox) : IRequestHandler<CancelSubmission, OutboxEntry>
    {
        public async Task<OutboxEntry> Handle(CancelSubmission request, CancellationToken cancellationToken)
        {
            if (request.Only is { } only && (await outbox.FindAsync(request.Id, cancellationToken))?.Account != only)
                throw NotFoundException.ForOutboxEntry(request.Id);
            var entry = await outbox.CancelAsync(request.Id, cancellationToken) ?? throw NotFoundException.ForOutboxEntry(request.Id);
            return entry.State == OutboxState.Cancelled ? entry : throw new ConflictException(Why(entry), retryable: false);
        }

        private static string Why(OutboxEntry entry) => entry.State switch
        {
            OutboxState.Sending or OutboxState.Committing => $"Message {entry.Id} is being sent right now and cannot be cancelled.",
            OutboxState.Sent => $"Message {entry.Id} was sent and cannot be cancelled.",
            OutboxState.Unknown => $"Message {entry.Id} may have been sent and cannot be cancelled; it is not sent again.",
            _ => $"Message {entry.Id} was not sent and is not tried again: there is nothing to cancel.",
        };
    }
}
