using ImapApi.Api.Auth;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;

namespace ImapApi.Api.Hosting;

/// <summary>Says where the server answers, once it does.</summary>
internal sealed partial class StartBanner(IServer server, OpenDoor door, IHostApplicationLifetime lifetime, ILogger<StartBanner> logger) : IHostedService
{
    private const string Open = "Programs on this machine need no access token; through a proxy it answers 401, unless auth.required = true.";
    private const string Closed = "Callers need an access token.";

    private CancellationTokenRegistration _started;

    public Task StartAsync(CancellationToken cancellationToken)
    {
        _started = lifetime.ApplicationStarted.Register(() =>
        {
            foreach (var address in server.Features.Get<IServerAddressesFeature>()?.Addresses ?? [])
                LogListening(ProductVersion.Value, address, door.IsOpen ? Open : Closed);
        });
        return Task.CompletedTask;
    }

    public async Task StopAsync(CancellationToken cancellationToken) => await _started.DisposeAsync();

    [LoggerMessage(Level = LogLevel.Information, Message = "ImapApi {Version} answers on {Address}/ (start there; API description on {Address}/swagger). {Door}")]
    private partial void LogListening(string version, string address, string door);
}
