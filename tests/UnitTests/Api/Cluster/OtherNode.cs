using System.Collections.Concurrent;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.Extensions.DependencyInjection;

namespace ImapApi.UnitTests.Api.Cluster;

/// <summary>A node that does with a request what the test says, on a Kestrel of its own.</summary>
internal sealed class OtherNode : IAsyncDisposable
{
    private readonly WebApplication _app;

    private OtherNode(WebApplication app) => _app = app;

    public Uri Address => new(_app.Urls.First());

    /// <summary>The targets that it was asked for, as they arrived.</summary>
    public ConcurrentQueue<string> Targets { get; } = new();

    public ConcurrentQueue<HeaderDictionary> Headers { get; } = new();

    public static async Task<OtherNode> StartAsync(RequestDelegate answer)
    {
        var builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions());
        builder.WebHost.UseKestrelCore().ConfigureKestrel(kestrel =>
        {
            kestrel.AddServerHeader = false;
            kestrel.Listen(System.Net.IPAddress.Loopback, 0);
            kestrel.Limits.MaxRequestBodySize = null;
            kestrel.Limits.MinRequestBodyDataRate = null;
        });
        builder.Services.AddRoutingCore();
        var app = builder.Build();
        var node = new OtherNode(app);
        app.Run(async http =>
        {
            node.Targets.Enqueue(http.Features.Get<IHttpRequestFeature>()!.RawTarget);
            node.Headers.Enqueue(new HeaderDictionary(http.Request.Headers.ToDictionary(StringComparer.OrdinalIgnoreCase)));
            await answer(http);
        });
        await app.StartAsync();
        return node;
    }

    /// <summary>One that is not the owner, and says so.</summary>
    public static Task<OtherNode> StartElsewhereAsync() => StartAsync(http =>
    {
        http.Response.StatusCode = StatusCodes.Status421MisdirectedRequest;
        http.Response.Headers["X-ImapApi-Elsewhere"] = "true";
        http.Response.ContentLength = 0;
        return Task.CompletedTask;
    });

    public ValueTask DisposeAsync() => _app.DisposeAsync();
}
