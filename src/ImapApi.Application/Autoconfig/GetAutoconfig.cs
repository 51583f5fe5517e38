using ImapApi.Domain.Autoconfig;
using MediatR;

namespace ImapApi.Application.Autoconfig;

/// <summary>How the mail of a domain's addresses is reached; null when it is not known. Nobody outside is asked.</summary>
public sealed record GetAutoconfig(MailDomain Domain) : IRequest<ProviderSettings?>
{
    internal sealed class Handler : IRequestHandler<GetAutoconfig, ProviderSettings?>
    {
        public Task<ProviderSettings?> Handle(GetAutoconfig request, CancellationToken cancellationToken) => Task.FromResult(KnownProviders.Find(request.Domain));
    }
}
