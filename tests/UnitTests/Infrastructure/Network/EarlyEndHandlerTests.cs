using System.Net.Sockets;
using ImapApi.Infrastructure.Network;

namespace ImapApi.UnitTests.Infrastructure.Network;

public sealed class EarlyEndHandlerTests
{
    [Fact]
    public async Task A_connection_that_ends_as_it_stands_is_a_request_that_failed()
    {
        using var http = new HttpClient(new EarlyEndHandler(new Broken()));

        var failure = await Should.ThrowAsync<HttpRequestException>(() => http.GetAsync("http://example.com/", TestContext.Current.CancellationToken));

        failure.HttpRequestError.ShouldBe(HttpRequestError.ConnectionError);
        failure.InnerException.ShouldBeOfType<SocketException>();
    }

    private sealed class Broken : HttpMessageHandler
    {
        protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken) =>
            throw new SocketException((int)SocketError.NotConnected);
    }
}
