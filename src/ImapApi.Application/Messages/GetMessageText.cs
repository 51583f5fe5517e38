using FluentValidation;
using ImapApi.Domain.Accounts;
using ImapApi.Domain.Messages;
using MediatR;

namespace ImapApi.Application.Messages;

/// <summary>A message's decoded text, up to the asked size.</summary>
public sealed record GetMessageText(AccountId Account, TextId Text, TextRequest Request) : IRequest<MessageText>
{
    internal sealed class Validator : AbstractValidator<GetMessageText>
    {
        public Validator() => RuleFor(request => request.Request).SetValidator(new TextRequestValidator()).OverridePropertyName("");
    }

    internal sealed class Handler(IMessageStore messages) : IRequestHandler<GetMessageText, MessageText>
    {
        public Task<MessageText> Handle(GetMessageText request, CancellationToken cancellationToken) =>
            messages.GetTextAsync(request.Account, request.Text, request.Request, cancellationToken);
    }
}
