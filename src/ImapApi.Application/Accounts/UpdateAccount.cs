using FluentValidation;
using ImapApi.Application.Errors;
using ImapApi.Application.Webhooks;
using ImapApi.Domain.Accounts;
using MediatR;

namespace ImapApi.Application.Accounts;

/// <summary>Replaces the parts that are given and leaves the others; reconnects when the IMAP settings changed.</summary>
public sealed record UpdateAccount(AccountId Id, string? Name, EndpointChange? Imap, EndpointChange? Smtp) : IRequest
{
    public WebhookChange Webhooks { get; init; } = WebhookChange.None;

    internal sealed class Validator : AbstractValidator<UpdateAccount>
    {
        public Validator(IWebhookPolicy policy)
        {
            RuleFor(request => request).Must(request => request is not { Name: null, Imap: null, Smtp: null, Webhooks.IsEmpty: true })
                .WithMessage("at least one of name, imap, smtp, webhooks, webhookEvents and webhooksCustomHeaders is given.").OverridePropertyName("body");
            RuleFor(request => request.Webhooks).SetValidator(new WebhookChangeValidator(policy)).OverridePropertyName("");
        }
    }

    internal sealed class Handler(IAccountStore accounts, IAccountConnections connections, TimeProvider time) : AsyncRequestHandler<UpdateAccount>
    {
        protected override async Task Handle(UpdateAccount request, CancellationToken cancellationToken)
        {
            var now = time.GetUtcNow();
            var update = await accounts.UpdateAsync(request.Id, account => request.ApplyTo(account, now), cancellationToken)
                ?? throw NotFoundException.ForAccount(request.Id);
            if (update.Before.Imap != update.After.Imap)
                await connections.ReconnectAsync(request.Id, cancellationToken);
        }
    }

    private Account ApplyTo(Account account, DateTimeOffset now)
    {
        var errors = new List<FieldError>();
        var changed = account with
        {
            Name = Name ?? account.Name,
            Imap = Imap is null ? account.Imap : Imap.ApplyTo(account.Imap, "imap", errors),
            Smtp = Smtp is null ? account.Smtp : Smtp.ApplyTo(account.Smtp, "smtp", errors),
            Webhooks = Webhooks.IsEmpty ? account.Webhooks : Webhooks.ApplyTo(account.Webhooks, now),
        };
        errors.AddRange(new AccountValidator().Validate(changed).Errors.Select(failure => new FieldError(failure.PropertyName, failure.ErrorMessage)));
        return errors.Count == 0 ? changed : throw new ValidationFailedException(errors);
    }
}
