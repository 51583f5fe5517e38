using FluentValidation;
using ImapApi.Domain.Accounts;
using MediatR;

namespace ImapApi.Application.Accounts;

/// <summary>Creates the account, or replaces the one with this id; the connection starts in the background. Answers whether it is new.</summary>
public sealed record RegisterAccount(Account Account) : IRequest<bool>
{
    internal sealed class Validator : AbstractValidator<RegisterAccount>
    {
        public Validator() => RuleFor(request => request.Account).SetValidator(new AccountValidator()).OverridePropertyName("");
    }

    internal sealed class Handler(IAccountStore accounts, IAccountConnections connections) : IRequestHandler<RegisterAccount, bool>
    {
        public async Task<bool> Handle(RegisterAccount request, CancellationToken cancellationToken)
        {
            var isNew = await accounts.SaveAsync(request.Account, cancellationToken);
            if (isNew)
                await connections.StartAsync(request.Account.Id, cancellationToken);
            else
                await connections.ReconnectAsync(request.Account.Id, cancellationToken);
            return isNew;
        }
    }
}
