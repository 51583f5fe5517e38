using FluentValidation;
using ImapApi.Domain;
using ImapApi.Domain.Messages;
using ImapApi.Domain.Submissions;

namespace ImapApi.Application.Submissions;

internal sealed class EmailAddressValidator : AbstractValidator<EmailAddress>
{
    private const int MaxName = 500;

    public EmailAddressValidator()
    {
        RuleFor(address => address.Name).Must(name => name.Length <= MaxName && Text.IsSingleLine(name))
            .WithMessage($"has at most {MaxName} printable characters, on one line.").OverridePropertyName("name");
        RuleFor(address => address.Address).Must(MailAddress.IsValid).WithMessage("is not a mail address: name@example.com, without a display name or angle brackets.").OverridePropertyName("address");
    }
}
