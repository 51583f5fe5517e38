using ImapApi.Domain.Autoconfig;

namespace ImapApi.Application.Autoconfig;

/// <summary>Asks over HTTP, with the domain alone and in bounded time, if the configuration allows it.</summary>
public interface IPublishedSettings
{
    Task<AutoconfigFindings> FindAsync(MailDomain domain, CancellationToken cancellationToken);
}
