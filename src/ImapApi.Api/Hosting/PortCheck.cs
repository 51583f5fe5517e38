using System.Net;
using System.Net.Sockets;
using Microsoft.Extensions.Options;

namespace ImapApi.Api.Hosting;

/// <summary>
/// Fails the start before anything else is started when somebody else listens on our port. Kestrel finds out last, when the store is open and the silo
/// runs, and what those say while they are torn down hides the one line that matters.
/// </summary>
internal sealed class PortCheck(IOptions<ApiOptions> options) : IHostedLifecycleService
{
    public Task StartingAsync(CancellationToken cancellationToken)
    {
        var address = IPAddress.TryParse(options.Value.Host, out var given) ? given : IPAddress.Loopback;
        using var probe = new TcpListener(address, options.Value.Port);
        probe.Start();
        return Task.CompletedTask;
    }

    public Task StartAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StartedAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StoppingAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StoppedAsync(CancellationToken cancellationToken) => Task.CompletedTask;
}
