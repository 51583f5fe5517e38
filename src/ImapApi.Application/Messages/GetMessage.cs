using FluentValidation;
using ImapApi.Domain.Accounts;
using ImapApi.Domain.Messages;
using MediatR;

namespace ImapApi.Application.Messages;

/// <summary>One message with its headers, and with its text when asked for.</summary>
public sealed record GetMessage(AccountId Account, MessageId Message, TextRequest? Text) : IRequest<MessageDetails>
{
    internal sealed class Validator : AbstractValidator<GetMessage>
    {
        public Validator() => RuleFor(request => request.Text!).SetValidator(new TextRequestValidator()).When(request => request.Text is not null).OverridePropertyName("");
    }

    internal sealed class Handler(IMessageStore messages) : IRequestHandler<GetMessage, MessageDetails>
    {
        public Task<MessageDetails> Handle(GetMessage request, CancellationToken cancellationToken) =>
            messages.GetAsync(request.Account, request.Message, request.Text, cancellationToken);
    }
}
