using ImapApi.Domain.Accounts;
using ImapApi.Domain.Mailboxes;
using MediatR;

namespace ImapApi.Application.Mailboxes;

/// <summary>How much is and may be in a mailbox and those that share its quota.</summary>
public sealed record GetQuota(AccountId Account, MailboxPath Path) : IRequest<MailboxQuota>
{
    internal sealed class Handler(IMailboxStore mailboxes) : IRequestHandler<GetQuota, MailboxQuota>
    {
        public Task<MailboxQuota> Handle(GetQuota request, CancellationToken cancellationToken) => mailboxes.GetQuotaAsync(request.Account, request.Path, cancellationToken);
    }
}
