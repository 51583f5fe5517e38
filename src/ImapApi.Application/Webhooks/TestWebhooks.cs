using ImapApi.Application.Errors;
using ImapApi.Domain.Accounts;
using ImapApi.Domain.Webhooks;
using MediatR;

namespace ImapApi.Application.Webhooks;

/// <summary>Posts an event of the type <c>test</c> to a target, signed like every other, and says what it answered. A refusal is an answer, not an error.</summary>
public sealed record TestWebhooks(AccountId? Account) : IRequest<DeliveryAttempt>
{
    internal sealed class Handler(IWebhookTester tester) : IRequestHandler<TestWebhooks, DeliveryAttempt>
    {
        public async Task<DeliveryAttempt> Handle(TestWebhooks request, CancellationToken cancellationToken) =>
            await tester.TestAsync(request.Account, cancellationToken) ?? throw NotFoundException.ForWebhookTarget(request.Account);
    }
}
