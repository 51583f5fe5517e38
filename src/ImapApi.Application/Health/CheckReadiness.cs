using MediatR;

namespace ImapApi.Application.Health;

/// <summary>Whether this process can serve requests: null when ready, else the reason in a sentence.</summary>
public sealed record CheckReadiness : IRequest<string?>
{
    internal sealed class Handler(IReadiness readiness) : IRequestHandler<CheckReadiness, string?>
    {
        public Task<string?> Handle(CheckReadiness request, CancellationToken cancellationToken) => readiness.WhyNotAsync(cancellationToken);
    }
}
