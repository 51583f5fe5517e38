using FluentValidation;
using ImapApi.Domain.Accounts;
using ImapApi.Domain.Messages;
using MediatR;

namespace ImapApi.Application.Messages;

/// <summary>Adds, deletes or sets flags and Gmail's labels of one message.</summary>
public sealed record UpdateMessage(AccountId Account, MessageId Message, MessageChange Change) : IRequest<MessageChangeResult>
{
    internal sealed class Validator : AbstractValidator<UpdateMessage>
    {
        public Validator() => RuleFor(request => request.Change).SetValidator(new MessageChangeValidator()).OverridePropertyName("");
    }

    internal sealed class Handler(IMessageStore messages) : IRequestHandler<UpdateMessage, MessageChangeResult>
    {
        public async Task<MessageChangeResult> Handle(UpdateMessage request, CancellationToken cancellationToken) => new(
            request.Change.Flags is { } flags ? await messages.UpdateFlagsAsync(request.Account, request.Message, flags, cancellationToken) : null,
            request.Change.Labels is { } labels ? await messages.UpdateLabelsAsync(request.Account, request.Message, labels, cancellationToken) : null);
    }
}
