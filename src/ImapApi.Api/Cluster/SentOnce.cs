namespace ImapApi.Api.Cluster;

/// <summary>
/// Keeps .NET from sending by itself a second time what may have been done: it does when a connection ends before the answer and the request has no content.
/// One with an empty content it leaves to us.
/// </summary>
internal sealed class SentOnce(HttpMessageHandler inner) : DelegatingHandler(inner)
{
    protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        if (request.Method != HttpMethod.Get && request.Method != HttpMethod.Head)
            request.Content ??= new ByteArrayContent([]);
        return base.SendAsync(request, cancellationToken);
    }
}
