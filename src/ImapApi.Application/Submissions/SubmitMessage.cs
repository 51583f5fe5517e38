using FluentValidation;
using ImapApi.Application.Accounts;
using ImapApi.Application.Errors;
using ImapApi.Domain.Accounts;
using ImapApi.Domain.Submissions;
using MediatR;

namespace ImapApi.Application.Submissions;

/// <summary>Sends a message: now, within the request, or by way of the outbox.</summary>
public sealed record SubmitMessage(AccountId Account, OutgoingMessage Message, DateTimeOffset? SendAt, bool Queue, IdempotentRequest? Idempotency) : IRequest<SubmittedMessage>
{
    internal sealed class Validator : AbstractValidator<SubmitMessage>
    {
        /// <summary>Whoever plans further ahead has a calendar for it.</summary>
        private const int MaxDays = 366;

        public Validator(TimeProvider time)
        {
            RuleFor(command => command.Message).SetValidator(new OutgoingMessageValidator()).OverridePropertyName("");
            RuleFor(command => command.Message).Must(HasRecipient)
                .WithMessage("is required: somebody in to, cc, bcc or envelope.to, unless the message is a reply.").OverridePropertyName("to");
            RuleFor(command => command.SendAt).Must(at => at is null || at <= time.GetUtcNow().AddDays(MaxDays)).WithMessage($"is at most {MaxDays} days ahead.").OverridePropertyName("sendAt");
        }

        /// <summary>A reply's recipients come from the original, those of a raw message from its own header.</summary>
        private static bool HasRecipient(OutgoingMessage message) =>
            message.To.Count + message.Cc.Count + message.Bcc.Count > 0 || message.Envelope is not null || message.Raw is not null
            || message.Reference is { Action: not ReferenceAction.Forward };
    }

    internal sealed class Handler(IAccountStore accounts, IReferenceSource references, IMessageComposer composer, IOutbox outbox) : IRequestHandler<SubmitMessage, SubmittedMessage>
    {
        public async Task<SubmittedMessage> Handle(SubmitMessage request, CancellationToken cancellationToken)
        {
            var account = await accounts.FindAsync(request.Account, cancellationToken) ?? throw NotFoundException.ForAccount(request.Account);
            if (account.Smtp is null)
                throw new SmtpNotConfiguredException(account.Id);
            if (await FindEarlierAsync(request, cancellationToken) is { } earlier)
                return earlier;
            var reference = await references.OfAsync(account.Id, request.Message, cancellationToken);
            var composed = await composer.ComposeAsync(account, request.Message, reference, cancellationToken);
            var isHandedOver = false;
            try
            {
                var plan = new SubmissionPlan(request.SendAt, request.Queue, request.Idempotency, request.Message.Reference);
                OutboxEntry? entry;
                while ((entry = await outbox.AddAsync(account, composed, plan, cancellationToken)) is null)
                {
                    if (await FindEarlierAsync(request, cancellationToken) is { } faster)
                        return faster;
                }

                if (entry.IsQueued)
                    return SubmittedMessage.Of(entry);
                isHandedOver = true;
                return SubmittedMessage.Of(await outbox.SendAsync(account, entry, composed, cancellationToken));
            }
            finally
            {
                if (!isHandedOver)
                    await composed.Source.DisposeAsync();
            }
        }

        private async Task<SubmittedMessage?> FindEarlierAsync(SubmitMessage request, CancellationToken cancellationToken) =>
            request.Idempotency is { } asked && await outbox.FindAsync(request.Account, asked.Key, cancellationToken) is { } kept ? kept.Replay(asked) : null;
    }
}
