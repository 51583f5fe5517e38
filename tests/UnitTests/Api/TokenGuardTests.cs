using System.Net;
using ImapApi.Api.Auth;
using ImapApi.Application.Accounts;
using ImapApi.Application.Submissions;
using ImapApi.Application.Tokens;
using ImapApi.Application.Webhooks;
using ImapApi.Domain.Accounts;
using ImapApi.Domain.Security;
using ImapApi.Domain.Submissions;
using ImapApi.TestKit.Builders;
using Microsoft.Extensions.Time.Testing;
using NSubstitute;
using Shouldly;

namespace ImapApi.UnitTests.Api;

public sealed class TokenGuardTests : IAsyncLifetime
{
    private static readonly AccountId Bob = AccountId.Parse("bob");

    private readonly FakeTimeProvider _time = new();
    private ApiServer _server = null!;

    public async ValueTask InitializeAsync() => _server = await ApiServer.StartAsync(_time, "--auth:trustedProxies", "127.0.0.1,10.0.0.0/8");

    public ValueTask DisposeAsync() => _server.DisposeAsync();

    [Theory]
    [InlineData("Bearer good", 200)]
    [InlineData("bearer  good", 200)]
    [InlineData("Bearer bad", 401)]
    [InlineData("Bearer", 401)]
    [InlineData("Bearer ", 401)]
    [InlineData("Basic good", 401)]
    [InlineData("good", 401)]
    [InlineData("Bearergood", 401)]
    public async Task The_token_stands_in_the_authorization_header(string header, int status)
    {
        await _server.KnowAsync(("good", SampleTokens.Token("1", [Scope.Metrics])));

        using var response = await _server.SendAsync("GET", "/metrics", null, ("Authorization", header));

        ((int)response.StatusCode).ShouldBe(status);
        if (status == 401)
            response.Headers.WwwAuthenticate.ShouldHaveSingleItem().Scheme.ShouldBe("Bearer");
    }

    [Theory]
    [InlineData("/metrics?token=good")]
    [InlineData("/metrics?access_token=good")]
    public async Task A_token_in_the_query_is_none(string target)
    {
        await _server.KnowAsync(("good", SampleTokens.Token("1", [Scope.Metrics])));
        (await _server.AskAsync("GET", target)).Status.ShouldBe(HttpStatusCode.Unauthorized);
    }

    [Fact]
    public async Task An_expired_token_is_none()
    {
        await _server.KnowAsync(("good", SampleTokens.Token("1", [Scope.Admin], expires: _time.GetUtcNow().AddMinutes(1))));
        (await StatusAsync("/metrics", "good")).ShouldBe(200);

        _time.Advance(TimeSpan.FromMinutes(1));

        (await StatusAsync("/metrics", "good")).ShouldBe(401);
    }

    [Fact]
    public async Task Until_the_first_token_nobody_is_asked_for_one_and_then_everybody_for_good()
    {
        (await StatusAsync("/metrics", token: null)).ShouldBe(200);

        await _server.KnowAsync();

        (await StatusAsync("/metrics", token: null)).ShouldBe(401);
        (await StatusAsync("/health/live", token: null)).ShouldBe(200);
        (await StatusAsync("/", token: null)).ShouldBe(200);
        (await StatusAsync("/v1/nothing", token: null)).ShouldBe(404);
    }

    [Fact]
    public async Task Whoever_needs_no_token_can_make_the_first_only()
    {
        const string body = """{"scopes":["admin"]}""";
        _server.Port<ITokenStore>().AddAsync(default!, default!, onlyFirst: true, default).ReturnsForAnyArgs(false);

        var (status, problem) = await _server.AskAsync("POST", "/v1/tokens", body);

        (status, problem["code"]!.GetValue<string>()).ShouldBe((HttpStatusCode.Conflict, "Conflict"));
        await _server.Port<ITokenStore>().Received().AddAsync(Arg.Any<ApiToken>(), Arg.Any<byte[]>(), onlyFirst: true, Arg.Any<CancellationToken>());

        await _server.KnowAsync(("admin", SampleTokens.Token("1", [Scope.Admin])));
        _server.Port<ITokenStore>().AddAsync(default!, default!, default, default).ReturnsForAnyArgs(true);
        var (made, token) = await _server.AskAsync("POST", "/v1/tokens", body, ("Authorization", "Bearer admin"));
        made.ShouldBe(HttpStatusCode.OK);
        token["token"]!.GetValue<string>().ShouldStartWith("imapapi_");
        await _server.Port<ITokenStore>().Received().AddAsync(Arg.Any<ApiToken>(), Arg.Any<byte[]>(), onlyFirst: false, Arg.Any<CancellationToken>());
    }

    [Fact]
    public async Task A_request_that_still_runs_is_cut_off_when_its_token_ends()
    {
        await _server.KnowAsync(("good", SampleTokens.Token("1", [Scope.Api])));
        var asked = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        _server.Accounts.FindAsync(Bob, Arg.Any<CancellationToken>()).Returns(async call =>
        {
            asked.SetResult();
            await Task.Delay(Timeout.Infinite, call.Arg<CancellationToken>());
            return null;
        });
        var running = StatusAsync("/v1/account/bob", "good");
        await asked.Task.WaitAsync(TimeSpan.FromMinutes(1), TestContext.Current.CancellationToken);

        await _server.KnowAsync();

        await Should.ThrowAsync<HttpRequestException>(running.WaitAsync(TimeSpan.FromMinutes(1), TestContext.Current.CancellationToken));
    }

    [Fact]
    public async Task An_entry_of_another_account_is_not_found()
    {
        await _server.KnowAsync(("bob", SampleTokens.Token("1", [Scope.Api], "bob")));
        var entry = QueueId.TryParse("0193a1b2c3d4002f5e6a7b8c9d0e1f20", out var id) ? id : default;
        _server.Port<IOutbox>().FindAsync(entry, Arg.Any<CancellationToken>()).Returns((OutboxEntry?)null);

        (await _server.AskAsync("GET", $"/v1/outbox/{entry}", null, ("Authorization", "Bearer bob"))).Status.ShouldBe(HttpStatusCode.NotFound);
        (await _server.AskAsync("POST", "/v1/webhooks/deliveries/g17-ZXhhbXBsZQ/replay", "{}", ("Authorization", "Bearer bob"))).Status.ShouldBe(HttpStatusCode.NotFound);

        await _server.Port<IOutbox>().DidNotReceiveWithAnyArgs().CancelAsync(default, default);
        await _server.Port<IWebhookDeliveries>().DidNotReceiveWithAnyArgs().ReplayAsync(default!, default);
    }

    [Fact]
    public async Task Many_wrong_tokens_of_one_address_are_told_to_wait_and_a_right_one_is_not()
    {
        await _server.KnowAsync(("good", SampleTokens.Token("1", [Scope.Metrics])));
        for (var i = 0; i < FailedLogIns.Most; i++)
            (await StatusAsync("/metrics", "bad")).ShouldBe(401);

        using (var response = await _server.SendAsync("GET", "/metrics", null, ("Authorization", "Bearer bad")))
        {
            ((int)response.StatusCode).ShouldBe(429);
            response.Headers.RetryAfter.ShouldNotBeNull();
        }

        (await StatusAsync("/metrics", "good")).ShouldBe(200);
        (await StatusAsync("/metrics", "bad", ("X-Forwarded-For", "1.2.3.4"))).ShouldBe(401, "a trusted proxy speaks for somebody else");
        (await StatusAsync("/metrics", "bad", ("X-Forwarded-For", "127.0.0.1, 10.0.0.1"))).ShouldBe(429, "a chain of trusted proxies ends with the address that is blocked");

        _time.Advance(FailedLogIns.Window);
        (await StatusAsync("/metrics", "bad")).ShouldBe(401);
    }

    [Fact]
    public async Task Who_is_no_trusted_proxy_speaks_for_nobody()
    {
        await using var server = await ApiServer.StartAsync(_time, "--auth:trustedProxies", "10.0.0.0/8");
        await server.KnowAsync();
        for (var i = 0; i <= FailedLogIns.Most; i++)
            await server.AskAsync("GET", "/metrics", null, ("Authorization", "Bearer bad"), ("X-Forwarded-For", $"1.2.3.{i}"));

        (await server.AskAsync("GET", "/metrics", null, ("Authorization", "Bearer bad"), ("X-Forwarded-For", "1.2.3.4"))).Status.ShouldBe(HttpStatusCode.TooManyRequests);
    }

    [Fact]
    public async Task With_tokens_any_host_and_proxy_is_answered_unless_hosts_are_named()
    {
        await _server.KnowAsync(("good", SampleTokens.Token("1", [Scope.Metrics])));
        (await StatusAsync("/metrics", "good", ("Host", "mail.example.com"), ("X-Forwarded-Proto", "https"))).ShouldBe(200);
        (await StatusAsync("/metrics", token: null, ("Host", "mail.example.com"))).ShouldBe(401);

        await using var named = await ApiServer.StartAsync("--api:allowedHosts", "api.example.com");
        await named.KnowAsync(("good", SampleTokens.Token("1", [Scope.Metrics])));
        (await named.SendAsync("GET", "/metrics", null, ("Authorization", "Bearer good"), ("Host", "mail.example.com"))).StatusCode.ShouldBe(HttpStatusCode.MisdirectedRequest);
        (await named.SendAsync("GET", "/metrics", null, ("Authorization", "Bearer good"), ("Host", "api.example.com"))).StatusCode.ShouldBe(HttpStatusCode.OK);
    }

    [Theory]
    [InlineData("/v1/accounts")]
    [InlineData("/metrics")]
    [InlineData("/v1/nothing")]
    [InlineData("/v1/account/bob")]
    public async Task Every_answer_tells_browsers_to_do_nothing_with_it(string path)
    {
        using var response = await _server.SendAsync("GET", path);

        response.Headers.GetValues("X-Content-Type-Options").ShouldBe(["nosniff"]);
        response.Headers.GetValues("Content-Security-Policy").ShouldBe(["sandbox; default-src 'none'; frame-ancestors 'none'"]);
        response.Headers.GetValues("Cross-Origin-Resource-Policy").ShouldBe(["same-origin"]);
        response.Headers.GetValues("Referrer-Policy").ShouldBe(["no-referrer"]);
        response.Headers.CacheControl!.NoStore.ShouldBeTrue();
        response.Headers.Contains("Access-Control-Allow-Origin").ShouldBeFalse();
    }

    private async Task<int> StatusAsync(string target, string? token, params (string Name, string Value)[] headers)
    {
        using var response = await _server.SendAsync("GET", target, null, token is null ? headers : [("Authorization", $"Bearer {token}"), .. headers]);
        return (int)response.StatusCode;
    }
}
