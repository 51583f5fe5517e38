using ImapApi.Domain.Autoconfig;

namespace ImapApi.Application.Autoconfig;

/// <summary>Asks the DNS, in bounded time.</summary>
public interface IMailServiceRecords
{
    /// <summary>What could not be asked is missing, and the answer says so.</summary>
    Task<MailServiceRecords> FindAsync(MailDomain domain, CancellationToken cancellationToken);
}
