using System.Reflection;
using Microsoft.Net.Http.Headers;

namespace ImapApi.Api.Pages;

/// <summary>A file of a page, out of an assembly: the program is complete wherever it is copied. A browser asks each time, and is told when it has it already.</summary>
internal sealed class EmbeddedPage(Assembly assembly, string resource, string policy) : IResult
{
    private readonly string _tag = $"\"{assembly.ManifestModule.ModuleVersionId:N}\"";

    public async Task ExecuteAsync(HttpContext httpContext)
    {
        var (request, response) = (httpContext.Request, httpContext.Response);
        response.Headers.ContentSecurityPolicy = policy;
        response.Headers.CacheControl = "no-cache";
        response.Headers.ETag = _tag;
        if (request.Headers[HeaderNames.IfNoneMatch] == _tag)
        {
            response.StatusCode = StatusCodes.Status304NotModified;
            return;
        }

        await using var stream = assembly.GetManifestResourceStream(resource) ?? throw new InvalidOperationException($"The resource {resource} is missing from {assembly.GetName().Name}.");
        (response.ContentType, response.ContentLength) = (ContentType, stream.Length);
        await stream.CopyToAsync(response.Body, httpContext.RequestAborted);
    }

    private string ContentType => Path.GetExtension(resource) switch
    {
        ".html" => "text/html; charset=utf-8",
        ".css" => "text/css; charset=utf-8",
        ".js" => "text/javascript; charset=utf-8",
        ".svg" => "image/svg+xml",
        var other => throw new InvalidOperationException($"What {other} is was not said."),
    };
}
