using ImapApi.Domain.Accounts;
using ImapApi.Domain.Mailboxes;
using MediatR;

namespace ImapApi.Application.Mailboxes;

/// <summary>All mailboxes of an account, INBOX first; with live counters when asked for.</summary>
public sealed record ListMailboxes(AccountId Account, bool Counters) : IRequest<IReadOnlyList<Mailbox>>
{
    internal sealed class Handler(IMailboxStore mailboxes) : IRequestHandler<ListMailboxes, IReadOnlyList<Mailbox>>
    {
        public Task<IReadOnlyList<Mailbox>> Handle(ListMailboxes request, CancellationToken cancellationToken) =>
            mailboxes.ListAsync(request.Account, request.Counters, cancellationToken);
    }
}
