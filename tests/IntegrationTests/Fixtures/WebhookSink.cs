using System.Collections.Concurrent;
using System.Net;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Server.Kestrel.Core;

namespace ImapApi.IntegrationTests.Fixtures;

/// <summary>Receives webhooks on a loopback port, and answers as the test says.</summary>
public sealed class WebhookSink : IAsyncDisposable
{
    private readonly WebApplication _app;
    private readonly ConcurrentQueue<SunkWebhook> _received = new();

    private WebhookSink(WebApplication app) => _app = app;

    /// <summary>The status, or what else is done with the answer.</summary>
    public Func<SunkWebhook, HttpResponse, Task> Answer { get; set; } = (_, _) => Task.CompletedTask;

    public string Address { get; private set; } = "";

    public IReadOnlyList<SunkWebhook> Received => [.. _received];

    public static async Task<WebhookSink> StartAsync()
    {
        var builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions());
        builder.WebHost.UseKestrelCore().ConfigureKestrel((KestrelServerOptions kestrel) => kestrel.Listen(IPAddress.Loopback, 0));
        var sink = new WebhookSink(builder.Build());
        sink._app.Run(sink.ReceiveAsync);
        await sink._app.StartAsync();
        sink.Address = sink._app.Urls.Single();
        return sink;
    }

    /// <summary>What was received, once it is so.</summary>
    public async Task<IReadOnlyList<SunkWebhook>> UntilAsync(Func<IReadOnlyList<SunkWebhook>, bool> condition, string what)
    {
        await Eventually.TrueAsync(() => Task.FromResult(condition(Received)), what, TimeSpan.FromMinutes(2));
        return Received;
    }

    public async ValueTask DisposeAsync()
    {
        await _app.StopAsync();
        await _app.DisposeAsync();
    }

    private async Task ReceiveAsync(HttpContext http)
    {
        using var reader = new StreamReader(http.Request.Body);
        var webhook = new SunkWebhook(
            http.Request.Path, http.Request.Headers.ToDictionary(header => header.Key.ToLowerInvariant(), header => header.Value.ToString()), await reader.ReadToEndAsync());
        _received.Enqueue(webhook);
        await Answer(webhook, http.Response);
    }
}
