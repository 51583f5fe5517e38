using ImapApi.Domain.Security;
using MediatR;

namespace ImapApi.Application.Tokens;

/// <summary>The access tokens, without their secrets, in the order in which they were made; expired ones too.</summary>
public sealed record ListTokens : IRequest<IReadOnlyList<ApiToken>>
{
    internal sealed class Handler(ITokenStore tokens) : IRequestHandler<ListTokens, IReadOnlyList<ApiToken>>
    {
        public Task<IReadOnlyList<ApiToken>> Handle(ListTokens request, CancellationToken cancellationToken) => tokens.ListAsync(cancellationToken);
    }
}
