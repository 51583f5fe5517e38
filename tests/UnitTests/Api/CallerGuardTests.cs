using System.Net;
using System.Net.Http.Headers;
using System.Net.Sockets;
using System.Text;
using Shouldly;

namespace ImapApi.UnitTests.Api;

public sealed class CallerGuardTests : IAsyncLifetime
{
    private ApiServer _server = null!;

    public async ValueTask InitializeAsync() => _server = await ApiServer.StartAsync("--api:maxBodyBytes", "2000", "--api:allowedHosts", "mail.internal,other.internal");

    public ValueTask DisposeAsync() => _server.DisposeAsync();

    [Theory]
    [InlineData("POST", null)]
    [InlineData("POST", "text/plain")]
    [InlineData("POST", "application/x-www-form-urlencoded")]
    [InlineData("POST", "application/jsonp")]
    [InlineData("PUT", "multipart/form-data; boundary=x")]
    [InlineData("DELETE", "text/plain")]
    public async Task A_body_that_is_not_json_is_refused(string method, string? contentType)
    {
        var request = new HttpRequestMessage(new HttpMethod(method), "/v1/settings");
        request.Content = new ByteArrayContent(contentType is null ? [] : "{}"u8.ToArray());
        request.Content.Headers.ContentType = contentType is null ? null : MediaTypeHeaderValue.Parse(contentType);

        using var response = await _server.Http.SendAsync(request);

        response.StatusCode.ShouldBe(HttpStatusCode.UnsupportedMediaType);
        (await response.Content.ReadAsStringAsync()).ShouldContain("\"code\":\"UnsupportedMediaType\"");
    }

    [Theory]
    [InlineData("evil.example", HttpStatusCode.MisdirectedRequest)]
    [InlineData("127.0.0.1.evil.example", HttpStatusCode.MisdirectedRequest)]
    [InlineData("192.168.0.1", HttpStatusCode.MisdirectedRequest)]
    [InlineData("localhost", HttpStatusCode.OK)]
    [InlineData("LOCALHOST:99", HttpStatusCode.OK)]
    [InlineData("127.0.0.2:3000", HttpStatusCode.OK)]
    [InlineData("[::1]:3000", HttpStatusCode.OK)]
    [InlineData("mail.internal:8080", HttpStatusCode.OK)]
    [InlineData("Other.Internal", HttpStatusCode.OK)]
    public async Task Only_loopback_names_and_allowed_hosts_are_answered(string host, HttpStatusCode status)
    {
        using var response = await _server.SendAsync("GET", "/health/live", null, ("Host", host));
        response.StatusCode.ShouldBe(status);
    }

    [Theory]
    [InlineData("Forwarded", "for=1.2.3.4")]
    [InlineData("X-Forwarded-For", "1.2.3.4")]
    [InlineData("x-forwarded-proto", "https")]
    [InlineData("Via", "1.1 proxy")]
    [InlineData("X-Real-IP", "1.2.3.4")]
    public async Task A_request_through_a_proxy_is_refused(string header, string value)
    {
        var (status, problem) = await _server.AskAsync("GET", "/v1/stats", null, (header, value));

        status.ShouldBe(HttpStatusCode.Unauthorized);
        problem["code"]!.GetValue<string>().ShouldBe("Unauthorized");
    }

    [Fact]
    public async Task A_body_that_announces_too_much_is_refused_before_it_is_sent()
    {
        using var client = new TcpClient();
        await client.ConnectAsync(_server.Http.BaseAddress!.Host, _server.Http.BaseAddress.Port);
        var stream = client.GetStream();
        await stream.WriteAsync("POST /v1/account HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\nContent-Length: 104857600\r\n\r\n"u8.ToArray());

        (await new StreamReader(stream, Encoding.ASCII).ReadLineAsync()).ShouldStartWith("HTTP/1.1 413 ");
    }

    [Fact]
    public async Task A_chunked_body_that_grows_too_large_is_refused()
    {
        var request = new HttpRequestMessage(HttpMethod.Post, "/v1/account") { Content = new StringContent("{\"account\":\"" + new string('x', 3000) + "\"}", Encoding.UTF8, "application/json") };
        request.Headers.TransferEncodingChunked = true;

        using var response = await _server.Http.SendAsync(request);

        response.StatusCode.ShouldBe(HttpStatusCode.RequestEntityTooLarge);
        (await response.Content.ReadAsStringAsync()).ShouldContain("\"code\":\"TooLarge\"");
    }

    [Theory]
    [InlineData("GET", "/v1/nothing", HttpStatusCode.NotFound, "NotFound")]
    [InlineData("DELETE", "/v1/stats", HttpStatusCode.MethodNotAllowed, "MethodNotAllowed")]
    public async Task What_routing_refuses_is_a_problem_too(string method, string path, HttpStatusCode status, string code)
    {
        using var response = await _server.SendAsync(method, path);

        response.StatusCode.ShouldBe(status);
        response.Content.Headers.ContentType!.MediaType.ShouldBe("application/problem+json");
        (await response.Content.ReadAsStringAsync()).ShouldContain($"\"code\":\"{code}\"");
    }
}
