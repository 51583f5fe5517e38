using System.Reflection;

namespace ImapApi.Api.Pages;

/// <summary>A file of a page, out of an assembly: the program is complete wherever it is copied.</summary>
internal sealed class EmbeddedPage(Assembly assembly, string resource, string contentType, string styleSources = "'self'") : IResult
{
    private readonly string _policy = $"default-src 'none'; script-src 'self'; style-src {styleSources}; img-src 'self' data:; connect-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'";

    public async Task ExecuteAsync(HttpContext httpContext)
    {
        SetHeaders(httpContext.Response);
        await using var stream = Open();
        await stream.CopyToAsync(httpContext.Response.Body, httpContext.RequestAborted);
    }

    public void SetHeaders(HttpResponse response)
    {
        response.ContentType = contentType;
        response.Headers.ContentSecurityPolicy = _policy;
        response.Headers.XContentTypeOptions = "nosniff";
        response.Headers["Referrer-Policy"] = "no-referrer";
        response.Headers.CacheControl = "no-cache";
    }

    public Stream Open() => assembly.GetManifestResourceStream(resource) ?? throw new InvalidOperationException($"The resource {resource} is missing from {assembly.GetName().Name}.");
}
