using FluentValidation;
using ImapApi.Domain.Messages;

namespace ImapApi.Application.Messages;

internal sealed class TextRequestValidator : AbstractValidator<TextRequest>
{
    public TextRequestValidator() =>
        RuleFor(text => text.MaxBytes).GreaterThan(0).WithMessage("is a number of bytes from 1.").OverridePropertyName("maxBytes");
}
