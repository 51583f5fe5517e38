using FluentValidation;
using ImapApi.Domain.Submissions;

namespace ImapApi.Application.Submissions;

internal sealed class DeliveryStatusValidator : AbstractValidator<DeliveryStatusRequest>
{
    /// <summary>RFC 3461 §4.4.</summary>
    private const int MaxEnvelopeId = 100;

    public DeliveryStatusValidator()
    {
        RuleFor(dsn => dsn.EnvelopeId).Must(id => id is null || (id.Length is > 0 and <= MaxEnvelopeId && id.All(letter => letter is > ' ' and <= '~')))
            .WithMessage($"has 1 to {MaxEnvelopeId} printable ASCII characters without blanks.").OverridePropertyName("id");
        RuleFor(dsn => dsn.Notify).Must(notify => !notify.HasFlag(DeliveryEvents.Never) || notify == DeliveryEvents.Never)
            .WithMessage("is never alone, or some of success, failure and delay.").OverridePropertyName("notify");
    }
}
