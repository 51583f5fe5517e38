using ImapApi.Application.Errors;
using MediatR;

namespace ImapApi.Application.Tokens;

/// <summary>Ends a token: within a second nobody gets anything for it, on any node.</summary>
public sealed record RevokeToken(string Id) : IRequest
{
    internal sealed class Handler(ITokenStore tokens) : AsyncRequestHandler<RevokeToken>
    {
        protected override async Task Handle(RevokeToken request, CancellationToken cancellationToken)
        {
            if (!await tokens.RemoveAsync(request.Id, cancellationToken))
                throw NotFoundException.ForToken(request.Id);
        }
    }
}
