using System.Collections.Concurrent;
using System.Net;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Extensions;

namespace ImapApi.TestKit;

/// <summary>A web server on a free port of loopback, of what a test puts there by its path; 404 for the rest.</summary>
internal sealed class PublishedFiles : IAsyncDisposable
{
    private readonly WebApplication _app;

    private PublishedFiles(WebApplication app) => _app = app;

    /// <summary>Without a slash at its end.</summary>
    public string Address { get; private set; } = "";

    public ConcurrentDictionary<string, Func<HttpContext, Task>> Files { get; } = new(StringComparer.Ordinal);

    /// <summary>The URLs that were asked for, with all headers, in order.</summary>
    public ConcurrentQueue<(string Url, string Headers)> Asked { get; } = [];

    public static async Task<PublishedFiles> StartAsync()
    {
        var builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions());
        builder.WebHost.UseKestrelCore().ConfigureKestrel(kestrel => kestrel.Listen(IPAddress.Loopback, 0));
        var files = new PublishedFiles(builder.Build());
        files._app.Run(files.AnswerAsync);
        await files._app.StartAsync();
        files.Address = files._app.Urls.Single();
        return files;
    }

    public void Put(string path, string content) => Files[path] = http => http.Response.WriteAsync(content);

    public async ValueTask DisposeAsync()
    {
        await _app.StopAsync();
        await _app.DisposeAsync();
    }

    private Task AnswerAsync(HttpContext http)
    {
        Asked.Enqueue((http.Request.GetEncodedUrl(), string.Join('\n', http.Request.Headers)));
        if (Files.TryGetValue(http.Request.Path, out var answer))
            return answer(http);
        http.Response.StatusCode = StatusCodes.Status404NotFound;
        return Task.CompletedTask;
    }
}
