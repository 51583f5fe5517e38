using ImapApi.Application.Errors;
using ImapApi.Domain.Accounts;
using ImapApi.Domain.Submissions;
using MediatR;

namespace ImapApi.Application.Submissions;

/// <summary>One message of the outbox, with its attempts.</summary>
public sealed record GetOutboxEntry(QueueId Id) : IRequest<OutboxEntry>
{
    /// <summary>The only account whose messages the caller may see; null: all.</summary>
    public AccountId? Only { get; init; }

    internal sealed class Handler(IOutbox outbox) : IRequestHandler<GetOutboxEntry, OutboxEntry>
    {
        public async Task<OutboxEntry> Handle(GetOutboxEntry request, CancellationToken cancellationToken) =>
            await outbox.FindAsync(request.Id, cancellationToken) is { } entry && (request.Only is null || request.Only == entry.Account)
                ? entry
                : throw NotFoundException.ForOutboxEntry(request.Id);
    }
}
