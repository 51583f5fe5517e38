using FluentValidation;
using ImapApi.Domain.Messages;

namespace ImapApi.Application.Messages;

internal sealed class MessageChangeValidator : AbstractValidator<MessageChange>
{
    public MessageChangeValidator()
    {
        RuleFor(change => change.Flags).Must((change, flags) => flags is not null || change.Labels is not null).WithMessage("is required, unless labels are given.").OverridePropertyName("flags");
        RuleFor(change => change.Flags!).SetValidator(new FlagsValidator()).When(change => change.Flags is not null).OverridePropertyName("flags");
        RuleFor(change => change.Labels!).SetValidator(new LabelsValidator()).When(change => change.Labels is not null).OverridePropertyName("labels");
    }
}
