using System.Net;
using System.Net.Sockets;
using ImapApi.Application.Health;
using Microsoft.AspNetCore.Connections;
using Microsoft.AspNetCore.Connections.Features;

namespace ImapApi.Api.Hosting;

/// <summary>Turns callers away while the process has nearly as many files open as it may. Kestrel would stop to listen, and .NET could not go on.</summary>
internal sealed partial class SparingListener(IConnectionListener listener, IOpenFiles files, TimeProvider time, ILogger<SparingListener> logger) : IConnectionListener
{
    private static readonly TimeSpan Rest = TimeSpan.FromMilliseconds(200);
    private static readonly TimeSpan Quiet = TimeSpan.FromMinutes(1);

    private long _saidAt = long.MinValue;

    public EndPoint EndPoint => listener.EndPoint;

    public async ValueTask<ConnectionContext?> AcceptAsync(CancellationToken cancellationToken = default)
    {
        while (true)
        {
            try
            {
                var caller = await listener.AcceptAsync(cancellationToken);
                if (caller?.Features.Get<IConnectionSocketFeature>()?.Socket.Handle is not { } descriptor || !files.IsBeyondCallers(descriptor))
                    return caller;
                Say();
                caller.Abort();
                await caller.DisposeAsync();
            }
            catch (SocketException exception) when (exception.SocketErrorCode == SocketError.TooManyOpenSockets)
            {
                Say();
                await Task.Delay(Rest, time, cancellationToken);
            }
        }
    }

    public ValueTask UnbindAsync(CancellationToken cancellationToken = default) => listener.UnbindAsync(cancellationToken);

    public ValueTask DisposeAsync() => listener.DisposeAsync();

    private void Say()
    {
        if (_saidAt != long.MinValue && time.GetElapsedTime(_saidAt) < Quiet)
            return;
        _saidAt = time.GetTimestamp();
        LogTurnedAway(files.Limit ?? 0);
    }

    [LoggerMessage(Level = LogLevel.Error, Message = "Callers are turned away: of the {Limit} files and sockets that this process may open, nearly all are. Raise RLIMIT_NOFILE (systemd: LimitNOFILE).")]
    private partial void LogTurnedAway(long limit);
}
