using FluentValidation;
using ImapApi.Domain.Submissions;

namespace ImapApi.Application.Submissions;

internal sealed class EnvelopeValidator : AbstractValidator<SmtpEnvelope>
{
    private const int MaxRecipients = 1000;

    public EnvelopeValidator()
    {
        RuleFor(envelope => envelope.From).Must(from => from.Length == 0 || MailAddress.IsValid(from)).WithMessage("is a mail address, or \"\" for none.").OverridePropertyName("from");
        RuleFor(envelope => envelope.To).Must(to => to.Count is > 0 and <= MaxRecipients).WithMessage($"names 1 to {MaxRecipients} recipients.").OverridePropertyName("to");
        RuleForEach(envelope => envelope.To).OverrideIndexer((_, _, _, index) => $".{index}").Must(MailAddress.IsValid).WithMessage("is not a mail address.").OverridePropertyName("to");
    }
}
