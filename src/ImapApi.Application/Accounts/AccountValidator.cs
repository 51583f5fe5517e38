using FluentValidation;
using ImapApi.Domain;
using ImapApi.Domain.Accounts;

namespace ImapApi.Application.Accounts;

/// <summary>What may be registered. Keys are the contract's: <c>name</c>, <c>imap.host</c>, <c>imap.auth.user</c> …</summary>
internal sealed class AccountValidator : AbstractValidator<Account>
{
    private const int MaxNameLength = 256;

    public AccountValidator()
    {
        RuleFor(account => account.Name).Must(name => name.Length is > 0 and <= MaxNameLength && Text.IsSingleLine(name))
            .WithMessage($"has 1 to {MaxNameLength} printable characters.").OverridePropertyName("name");
        RuleFor(account => account.Imap!).SetValidator(new ServerEndpointValidator()).When(account => account.Imap is not null).OverridePropertyName("imap");
        RuleFor(account => account.Smtp!).SetValidator(new ServerEndpointValidator()).When(account => account.Smtp is not null).OverridePropertyName("smtp");
    }
}
