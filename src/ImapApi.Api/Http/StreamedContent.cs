using Microsoft.Net.Http.Headers;

namespace ImapApi.Api.Http;

/// <summary>
/// A stream as the answer, read only as fast as the caller takes it. The answer starts with the first bytes, so that whatever goes wrong before is still told
/// as a problem; what goes wrong later, or is silent for a minute, cuts the connection, so that a part never passes for the whole.
/// </summary>
internal sealed class StreamedContent(Stream content, string contentType, string? downloadName = null, bool isDownload = false) : IResult
{
    private const int BufferSize = 64 * 1024;

    public async Task ExecuteAsync(HttpContext httpContext)
    {
        await using var source = content;
        var response = httpContext.Response;
        var deadline = httpContext.Features.Get<RequestDeadline>();
        var read = await source.ReadAsync(response.BodyWriter.GetMemory(BufferSize), httpContext.RequestAborted);
        SetHeaders(response.Headers);
        while (read > 0)
        {
            deadline?.Renew();
            response.BodyWriter.Advance(read);
            await response.BodyWriter.FlushAsync(httpContext.RequestAborted);
            read = await source.ReadAsync(response.BodyWriter.GetMemory(BufferSize), httpContext.RequestAborted);
        }
    }

    private void SetHeaders(IHeaderDictionary headers)
    {
        headers.ContentType = contentType;
        if (!isDownload)
            return;
        var disposition = new ContentDispositionHeaderValue("attachment");
        if (downloadName is not null)
            disposition.SetHttpFileName(downloadName);
        headers.ContentDisposition = disposition.ToString();
    }

    /// <summary>The type that a message gives a part, unless it cannot stand in a header.</summary>
    public static string SafeType(string contentType) => MediaTypeHeaderValue.TryParse(contentType, out var type) && type.MediaType.HasValue ? type.MediaType.Value! : "application/octet-stream";
}
