using FluentValidation;
using ImapApi.Domain.Accounts;
using ImapApi.Domain.Messages;
using MediatR;

namespace ImapApi.Application.Accounts;

/// <summary>Accounts in the order of their ids, filtered by state and by a piece of the id, name, host or user.</summary>
public sealed record ListAccounts(PageRequest Page, AccountState? State, string? Query) : IRequest<AccountPage>
{
    /// <summary>The one account that the caller may see; null: all.</summary>
    public AccountId? Only { get; init; }

    internal sealed class Validator : AbstractValidator<ListAccounts>
    {
        public Validator() => RuleFor(request => request.Page).SetValidator(new PageRequestValidator()).OverridePropertyName("");
    }

    internal sealed class Handler(IAccountStore accounts, IAccountConnections connections) : IRequestHandler<ListAccounts, AccountPage>
    {
        public async Task<AccountPage> Handle(ListAccounts request, CancellationToken cancellationToken)
        {
            var states = await connections.GetStatesAsync(cancellationToken);
            var skip = (long)request.Page.Page * request.Page.PageSize;
            var total = 0;
            var page = new List<Account>();
            await foreach (var account in accounts.ListAsync(cancellationToken))
            {
                if (!request.Wants(account, states.GetValueOrDefault(account.Id, AccountState.Init)))
                    continue;
                if (total >= skip && page.Count < request.Page.PageSize)
                    page.Add(account);
                total++;
            }

            var overviews = new List<AccountOverview>(page.Count);
            foreach (var account in page)
                overviews.Add(new AccountOverview(account, await connections.GetStatusAsync(account.Id, cancellationToken), await connections.GetOwnerAsync(account.Id, cancellationToken)));
            return new AccountPage(total, request.Page.Page, request.Page.PagesFor(total), overviews);
        }
    }

    private bool Wants(Account account, AccountState state) =>
        (Only is null || Only == account.Id)
        && (State is null || State == state)
        && (string.IsNullOrEmpty(Query)
            || new[] { account.Id.Value, account.Name, account.Imap?.Host, account.Imap?.Credentials.User, account.Smtp?.Host, account.Smtp?.Credentials.User }
                .Any(text => text?.Contains(Query, StringComparison.OrdinalIgnoreCase) == true));
}
