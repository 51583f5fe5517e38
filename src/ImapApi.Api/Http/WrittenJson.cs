using System.Buffers;

namespace ImapApi.Api.Http;

/// <summary>Writes JSON straight into the response's buffers.</summary>
internal sealed class WrittenJson<T>(T value, Action<IBufferWriter<byte>, T> write) : IResult
{
    public async Task ExecuteAsync(HttpContext httpContext)
    {
        httpContext.Response.ContentType = "application/json; charset=utf-8";
        var output = httpContext.Response.BodyWriter;
        write(output, value);
        await output.FlushAsync(httpContext.RequestAborted);
    }
}
