namespace ImapApi.UnitTests.Infrastructure.AuthServer;

/// <summary>A server in place of the network.</summary>
internal sealed class ScriptedHandler(Func<HttpRequestMessage, CancellationToken, Task<HttpResponseMessage>> server) : HttpMessageHandler
{
    protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken) => server(request, cancellationToken);
}
