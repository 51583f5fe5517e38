using System.Net;
using ImapApi.Application.Health;
using Microsoft.AspNetCore.Connections;
using Microsoft.AspNetCore.Server.Kestrel.Transport.Sockets;

namespace ImapApi.Api.Hosting;

/// <summary>Has Kestrel's own sockets accept callers as long as there are files left for the process itself.</summary>
internal sealed partial class SparingListenerFactory(SocketTransportFactory sockets, IOpenFiles files, TimeProvider time, ILogger<SparingListener> logger) : IConnectionListenerFactory
{
    /// <summary>.NET and the store need some 300, each account one or two, each caller one.</summary>
    private const int Few = 1024;

    public async ValueTask<IConnectionListener> BindAsync(EndPoint endpoint, CancellationToken cancellationToken = default)
    {
        if (files.Limit is { } limit && limit < Few)
            LogFew(limit);
        return new SparingListener(await sockets.BindAsync(endpoint, cancellationToken), files, time, logger);
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "This process may open {Limit} files and sockets only, of which it needs some 300 itself: raise RLIMIT_NOFILE (systemd: LimitNOFILE).")]
    private partial void LogFew(long limit);
}
