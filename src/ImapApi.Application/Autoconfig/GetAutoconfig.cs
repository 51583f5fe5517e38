using ImapApi.Domain.Autoconfig;
using MediatR;

namespace ImapApi.Application.Autoconfig;

/// <summary>How the mail of a domain's addresses is reached: by the built-in list, by what the DNS says, and last by what is published over HTTP.</summary>
public sealed record GetAutoconfig(MailDomain Domain) : IRequest<AutoconfigFindings>
{
    internal sealed class Handler(IMailServiceRecords dns, IPublishedSettings published) : IRequestHandler<GetAutoconfig, AutoconfigFindings>
    {
        public async Task<AutoconfigFindings> Handle(GetAutoconfig request, CancellationToken cancellationToken)
        {
            if (KnownProviders.Find(request.Domain) is { } provider)
                return new AutoconfigFindings(MailSettings.Of(AutoconfigSource.BuiltIn, provider), IsComplete: true);
            var records = await dns.FindAsync(request.Domain, cancellationToken);
            if ((records.BySrv(Random.Shared.Next) ?? records.ByMx()) is { } recorded)
                return new AutoconfigFindings(recorded, records.IsComplete);
            var online = await published.FindAsync(request.Domain, cancellationToken);
            return online with { IsComplete = online.IsComplete && records.IsComplete };
        }
    }
}
