using Microsoft.Extensions.Logging;

namespace ImapApi.Infrastructure.Autoconfig;

internal sealed partial class HttpPublishedSettings
{
    [LoggerMessage(Level = LogLevel.Debug, Message = "No settings at {Url}: {Reason}")]
    private partial void LogNothing(string url, string reason);
}
