using System.Net;
using System.Net.Sockets;
using System.Security.Cryptography;
using System.Text;
using ImapApi.TestKit.Fakes;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Time.Testing;

namespace ImapApi.UnitTests.Api.Cluster;

/// <summary>What is sent again, and what never is.</summary>
public sealed class OwnerSearchTests : IAsyncLifetime
{
    private const string Submit = "/v1/account/a/submit";

    private FirstNode _first = null!;
    private OtherNode _owner = null!;

    public async ValueTask InitializeAsync()
    {
        _first = await FirstNode.StartAsync();
        _owner = await OtherNode.StartAsync(async http => await http.Response.WriteAsync(Convert.ToHexString(await SHA256.HashDataAsync(http.Request.Body))));
    }

    public async ValueTask DisposeAsync()
    {
        await _first.DisposeAsync();
        await _owner.DisposeAsync();
    }

    [Theory]
    [InlineData(0, false)]
    [InlineData(100, false)]
    [InlineData(100, true)]
    [InlineData(3000, false)]
    [InlineData(500_000, false)]
    [InlineData(500_000, true)]
    public async Task A_node_that_is_not_the_owner_has_taken_nothing_of_the_body(int size, bool isChunked)
    {
        await using var former = await OtherNode.StartElsewhereAsync();
        _first.Locator.Answer(former.Address, former.Address, _owner.Address);
        var body = RandomNumberGenerator.GetBytes(size);

        using var response = await PostAsync(body, isChunked);

        response.StatusCode.ShouldBe(HttpStatusCode.OK);
        (await response.Content.ReadAsStringAsync()).ShouldBe(Convert.ToHexString(SHA256.HashData(body)));
        former.Targets.Count.ShouldBe(2);
        _owner.Targets.Count.ShouldBe(1);
        response.Headers.Contains("X-ImapApi-Elsewhere").ShouldBeFalse();
    }

    [Theory]
    [InlineData(100)]
    [InlineData(500_000)]
    public async Task A_node_that_is_not_there_is_not_waited_for(int size)
    {
        _first.Locator.Answer(Nowhere(), Nowhere(), _owner.Address);
        var body = RandomNumberGenerator.GetBytes(size);

        using var response = await PostAsync(body, isChunked: false);

        (await response.Content.ReadAsStringAsync()).ShouldBe(Convert.ToHexString(SHA256.HashData(body)));
    }

    [Theory]
    [InlineData("")]
    [InlineData("HTTP/1.1 200 OK\r\nContent-Le")]
    [InlineData("HTTP/1.1 200 OK\r\nContent-Length: 1000\r\n\r\n")]
    public async Task What_only_reads_is_asked_again_before_its_answer_has_begun(string part)
    {
        await using var broken = new BrokenNode(part);
        _first.Locator.Answer(broken.Address, _owner.Address);

        using var response = await _first.Server.SendAsync("GET", "/v1/account/a/mailboxes");

        response.StatusCode.ShouldBe(HttpStatusCode.OK);
        _owner.Targets.Count.ShouldBe(1);
        await _first.WaitForMetricAsync("answered");
    }

    /// <summary>.NET would send it again by itself, and the next owner would do it a second time.</summary>
    [Theory]
    [InlineData("DELETE", "/v1/account/a/message/AAAAAQAAAeE", null)]
    [InlineData("DELETE", "/v1/account/a/message/AAAAAQAAAeE", "{}")]
    [InlineData("PUT", "/v1/account/a/reconnect", null)]
    [InlineData("POST", Submit, """{"text":"x"}""")]
    public async Task What_changes_something_is_sent_once(string method, string path, string? body)
    {
        await using var broken = new BrokenNode("");
        _first.Locator.Answer(broken.Address, _owner.Address);

        var (status, problem) = await _first.Server.AskAsync(method, path, body);

        (status, problem["code"]!.GetValue<string>(), problem["retryable"]!.GetValue<bool>()).ShouldBe((HttpStatusCode.BadGateway, "OwnerLost", false));
        broken.Requests.Count.ShouldBe(1);
        _owner.Targets.ShouldBeEmpty();
        await _first.WaitForMetricAsync("lost");
    }

    [Fact]
    public async Task What_was_not_asked_for_its_body_was_not_done()
    {
        await using var broken = new BrokenNode("");
        _first.Locator.Answer(broken.Address, _owner.Address);
        var body = RandomNumberGenerator.GetBytes(500_000);

        using var response = await PostAsync(body, isChunked: false);

        (await response.Content.ReadAsStringAsync()).ShouldBe(Convert.ToHexString(SHA256.HashData(body)));
        broken.Requests.First().ShouldContain("Expect: 100-continue");
    }

    [Fact]
    public async Task An_owner_that_is_lost_with_the_body_is_lost()
    {
        await using var broken = await OtherNode.StartAsync(async http =>
        {
            await http.Request.Body.ReadExactlyAsync(new byte[1000]);
            http.Abort();
        });
        _first.Locator.Answer(broken.Address, _owner.Address);

        using var response = await PostAsync(RandomNumberGenerator.GetBytes(500_000), isChunked: false);

        (await response.Content.ReadAsStringAsync()).ShouldContain("\"code\":\"OwnerLost\"");
        _owner.Targets.ShouldBeEmpty();
    }

    [Fact]
    public async Task A_refusal_after_the_body_is_gone_is_told_as_nothing_done()
    {
        await using var late = await OtherNode.StartAsync(async http =>
        {
            await http.Request.Body.ReadExactlyAsync(new byte[1000]);
            http.Response.StatusCode = StatusCodes.Status421MisdirectedRequest;
            http.Response.Headers["X-ImapApi-Elsewhere"] = "true";
        });
        _first.Locator.Answer(late.Address, _owner.Address);

        using var response = await PostAsync(RandomNumberGenerator.GetBytes(500_000), isChunked: false);

        (await response.Content.ReadAsStringAsync()).ShouldContain("\"code\":\"OwnerUnreachable\"");
        _owner.Targets.ShouldBeEmpty();
    }

    [Fact]
    public async Task When_no_owner_is_reached_in_time_it_is_told()
    {
        _first.Locator.Answer(Nowhere());

        using var response = await _first.Server.SendAsync("DELETE", "/v1/account/a/message/AAAAAQAAAeE", null, ("X-Timeout", "200"));

        response.StatusCode.ShouldBe(HttpStatusCode.ServiceUnavailable);
        response.Headers.RetryAfter.ShouldNotBeNull();
        response.Headers.GetValues("X-Content-Type-Options").ShouldBe(["nosniff"]);
        var problem = await response.Content.ReadAsStringAsync();
        problem.ShouldContain("\"code\":\"OwnerUnreachable\"");
        problem.ShouldContain("\"retryable\":true");
        _first.Locator.Asked.ShouldBeGreaterThan(1);
    }

    [Theory]
    [InlineData("GET", "/v1/account/a/mailboxes", null, HttpStatusCode.ServiceUnavailable, "OwnerUnreachable")]
    [InlineData("GET", "/v1/account/a/messages/wait?timeout=3", null, HttpStatusCode.ServiceUnavailable, "OwnerUnreachable")]
    [InlineData("DELETE", "/v1/account/a/message/AAAAAQAAAeE", null, HttpStatusCode.BadGateway, "OwnerLost")]
    [InlineData("POST", Submit, 100, HttpStatusCode.BadGateway, "OwnerLost")]
    [InlineData("POST", Submit, 500_000, HttpStatusCode.ServiceUnavailable, "OwnerUnreachable")]
    public async Task An_owner_that_stands_still_is_not_waited_for_for_ever(string method, string path, int? size, HttpStatusCode status, string code)
    {
        var time = new FakeTimeProvider();
        await using var first = await FirstNode.StartAsync(time);
        await using var still = new BrokenNode(answer: null);
        first.Locator.Answer(still.Address);

        var answer = first.Server.AskAsync(method, path, size is null ? null : new string('x', size.Value));
        await still.Asked.WaitUntilAsync(() => !still.Requests.IsEmpty, "the request");
        await time.PassUntilAsync(answer);

        ((await answer).Status, (await answer).Body["code"]!.GetValue<string>()).ShouldBe((status, code));
        still.Requests.Count.ShouldBe(1);
    }

    [Theory]
    [InlineData("/v1/account/a/mailboxes", 11)]
    [InlineData("/v1/account/a/messages/wait?timeout=100", 111)]
    public async Task The_owners_own_deadline_comes_first(string path, int seconds)
    {
        var time = new FakeTimeProvider();
        await using var first = await FirstNode.StartAsync(time);
        var asked = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        var release = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        await using var owner = await OtherNode.StartAsync(async http =>
        {
            asked.SetResult();
            await release.Task.WaitAsync(http.RequestAborted);
            await http.Response.WriteAsync("late");
        });
        first.Locator.Answer(owner.Address);

        var answer = first.Server.SendAsync("GET", path);
        await asked.Task;
        time.Advance(TimeSpan.FromSeconds(seconds));
        release.SetResult();

        (await (await answer).Content.ReadAsStringAsync()).ShouldBe("late");
    }

    /// <summary>The refused connection is to a port that nobody has any more.</summary>
    private static Uri Nowhere()
    {
        using var probe = new TcpListener(IPAddress.Loopback, 0);
        probe.Start();
        return new Uri($"http://{probe.LocalEndpoint}");
    }

    private Task<HttpResponseMessage> PostAsync(byte[] body, bool isChunked)
    {
        var request = new HttpRequestMessage(HttpMethod.Post, Submit) { Content = new ByteArrayContent(body) };
        request.Content.Headers.ContentType = new("application/json");
        request.Headers.TransferEncodingChunked = isChunked;
        return _first.Server.Http.SendAsync(request);
    }
}
