using System.Net;
using System.Net.Sockets;
using System.Text;
using Microsoft.AspNetCore.Http;

namespace ImapApi.UnitTests.Api.Cluster;

/// <summary>A request that another node has passed on, and one that only says so.</summary>
public sealed class OneHopTests : IAsyncLifetime
{
    private const string Header = "X-ImapApi-Node";

    private FirstNode _node = null!;
    private OtherNode _owner = null!;

    public async ValueTask InitializeAsync()
    {
        _node = await FirstNode.StartAsync("--api:allowedHosts", "api.example");
        _owner = await OtherNode.StartAsync(http => http.Response.WriteAsync("there"));
        _node.Locator.Answer(_owner.Address);
    }

    public async ValueTask DisposeAsync()
    {
        await _node.DisposeAsync();
        await _owner.DisposeAsync();
    }

    [Fact]
    public async Task Who_was_asked_by_another_node_and_is_not_the_owner_says_so_and_asks_nobody()
    {
        using var response = await _node.Server.SendAsync("GET", "/v1/account/a", null, (Header, FirstNode.Key));

        response.StatusCode.ShouldBe(HttpStatusCode.MisdirectedRequest);
        response.Headers.GetValues("X-ImapApi-Elsewhere").ShouldBe(["true"]);
        response.Headers.Contains(Header).ShouldBeFalse();
        _node.Locator.Asked.ShouldBe(0);
        _owner.Targets.ShouldBeEmpty();
    }

    [Fact]
    public async Task It_asks_for_no_body()
    {
        using var client = new TcpClient();
        await client.ConnectAsync(_node.Address.Host, _node.Address.Port);
        var head = $"POST /v1/account/a/submit HTTP/1.1\r\nHost: 127.0.0.1\r\nContent-Type: application/json\r\nContent-Length: 1000000\r\nExpect: 100-continue\r\n{Header}: {FirstNode.Key}\r\n\r\n";
        await client.GetStream().WriteAsync(Encoding.ASCII.GetBytes(head));

        (await new StreamReader(client.GetStream(), Encoding.ASCII).ReadLineAsync()).ShouldStartWith("HTTP/1.1 421 ");
    }

    [Theory]
    [InlineData("wrong")]
    [InlineData("")]
    [InlineData("a secret that the nodes share")]
    public async Task Who_has_another_secret_is_a_caller_like_all_others(string secret)
    {
        using var response = await _node.Server.SendAsync("GET", "/v1/account/a", null, (Header, secret));

        (await response.Content.ReadAsStringAsync()).ShouldBe("there");
        _owner.Headers.ShouldHaveSingleItem()[Header].ShouldBe([FirstNode.Key]);
    }

    [Fact]
    public async Task Without_a_secret_of_its_own_a_server_knows_no_nodes()
    {
        await using var alone = await ApiServer.StartAsync();
        using var response = await alone.SendAsync("GET", "/health/live", null, (Header, FirstNode.Key), ("Host", "evil.example"));
        response.StatusCode.ShouldBe(HttpStatusCode.MisdirectedRequest);
    }

    [Theory]
    [InlineData(true, HttpStatusCode.OK)]
    [InlineData(false, HttpStatusCode.MisdirectedRequest)]
    public async Task Only_a_node_calls_by_any_name_and_for_others(bool isNode, HttpStatusCode status)
    {
        _node.Locator.Serves = true;

        using var response = await _node.Server.SendAsync("GET", "/health/live", null, (Header, isNode ? FirstNode.Key : "wrong"), ("Host", "10.1.2.3:3001"), ("Via", "1.1 a"));

        response.StatusCode.ShouldBe(status);
    }

    [Fact]
    public async Task A_node_too_sends_json()
    {
        using var response = await _node.Server.SendAsync("POST", "/v1/account/a/submit", null, (Header, FirstNode.Key));
        response.StatusCode.ShouldBe(HttpStatusCode.UnsupportedMediaType);
    }
}
