using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;

namespace ImapApi.Api.Hosting;

/// <summary>Says where the server answers, once it does.</summary>
internal sealed partial class StartBanner(IServer server, IHostApplicationLifetime lifetime, ILogger<StartBanner> logger) : IHostedService
{
    private CancellationTokenRegistration _started;

    public Task StartAsync(CancellationToken cancellationToken)
    {
        _started = lifetime.ApplicationStarted.Register(() =>
        {
            foreach (var address in server.Features.Get<IServerAddressesFeature>()?.Addresses ?? [])
                LogListening(ProductVersion.Value, address);
        });
        return Task.CompletedTask;
    }

    public async Task StopAsync(CancellationToken cancellationToken) => await _started.DisposeAsync();

    [LoggerMessage(Level = LogLevel.Information, Message = "ImapApi {Version} answers on {Address}/ (start there; API description on {Address}/swagger). Behind a proxy it answers 401 until access tokens exist.")]
    private partial void LogListening(string version, string address);
}
