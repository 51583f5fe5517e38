using ImapApi.Domain.Settings;
using ImapApi.Infrastructure.Imap.Workers;
using ImapApi.Infrastructure.Storage.Repositories;
using Microsoft.Extensions.Hosting;

namespace ImapApi.Infrastructure.AuthServer;

/// <summary>Connects the accounts anew that wait for the authentication server, as soon as another one is set: nobody is to wait for the next attempt.</summary>
internal sealed class AuthServerWatch(ISettingsFeed settings, AccountWorkers workers) : IHostedService
{
    private HttpUrl? _known;

    public Task StartAsync(CancellationToken cancellationToken)
    {
        _known = settings.Current.AuthServer;
        settings.Changed += OnChanged;
        return Task.CompletedTask;
    }

    public Task StopAsync(CancellationToken cancellationToken)
    {
        settings.Changed -= OnChanged;
        return Task.CompletedTask;
    }

    private void OnChanged(object? sender, EventArgs e)
    {
        var now = settings.Current.AuthServer;
        if (Interlocked.Exchange(ref _known, now) == now)
            return;
        foreach (var worker in workers.All.Where(worker => worker.Status.LastError?.Code == "AuthServerFailed"))
            worker.Reconnect();
    }
}
