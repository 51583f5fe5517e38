using System.Net.Sockets;

namespace ImapApi.Infrastructure.Network;

/// <summary>
/// A server that breaks a connection in the moment in which it stands: .NET asks who is at its other end, and lets the bare answer out that nobody is. It is one
/// more way in which a request fails, and is told as such.
/// </summary>
internal sealed class EarlyEndHandler(HttpMessageHandler inner) : DelegatingHandler(inner)
{
    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        try
        {
            return await base.SendAsync(request, cancellationToken);
        }
        catch (SocketException exception)
        {
            throw new HttpRequestException(HttpRequestError.ConnectionError, exception.Message, exception);
        }
    }
}
