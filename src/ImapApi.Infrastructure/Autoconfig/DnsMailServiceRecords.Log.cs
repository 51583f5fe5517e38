using DnsClient;
using Microsoft.Extensions.Logging;

namespace ImapApi.Infrastructure.Autoconfig;

internal sealed partial class DnsMailServiceRecords
{
    [LoggerMessage(Level = LogLevel.Debug, Message = "The DNS gave no answer about {Name} {Type}: {Reason}")]
    private partial void LogFailed(string name, QueryType type, string reason);

    [LoggerMessage(Level = LogLevel.Warning, Message = "The system names no DNS server: set autoconfig.dns")]
    private partial void LogNoServer();
}
