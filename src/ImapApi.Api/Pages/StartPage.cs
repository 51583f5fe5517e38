using System.Text.Encodings.Web;

namespace ImapApi.Api.Pages;

/// <summary>The first page, whose examples carry the address that the reader used.</summary>
internal sealed class StartPage(EmbeddedPage page) : IResult
{
    private readonly Lazy<string> _template = new(() =>
    {
        using var reader = new StreamReader(page.Open());
        return reader.ReadToEnd();
    });

    public Task ExecuteAsync(HttpContext httpContext)
    {
        page.SetHeaders(httpContext.Response);
        var origin = HtmlEncoder.Default.Encode($"{httpContext.Request.Scheme}://{httpContext.Request.Host}");
        return httpContext.Response.WriteAsync(_template.Value.Replace("{{origin}}", origin, StringComparison.Ordinal), httpContext.RequestAborted);
    }
}
