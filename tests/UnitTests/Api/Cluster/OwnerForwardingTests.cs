using System.Net;
using System.Net.Sockets;
using System.Text;
using ImapApi.Application.Accounts;
using ImapApi.Application.Errors;
using ImapApi.Domain.Accounts;
using ImapApi.Domain.Security;
using ImapApi.Infrastructure.Cluster;
using ImapApi.TestKit.Builders;
using Microsoft.AspNetCore.Http;
using NSubstitute;

namespace ImapApi.UnitTests.Api.Cluster;

/// <summary>Where a request goes, and what goes with it.</summary>
public sealed class OwnerForwardingTests : IAsyncLifetime
{
    private FirstNode _first = null!;

    public async ValueTask InitializeAsync() => _first = await FirstNode.StartAsync();

    public ValueTask DisposeAsync() => _first.DisposeAsync();

    [Theory]
    [InlineData("/v1/account/a%2Fb/mailboxes?counters=%74rue&x=%C3%BC+%20&y=a/b?c")]
    [InlineData("/v1/account/a%252Fb/mailboxes")]
    [InlineData("/v1/account/%61%7E~/messages?search[from]=x%5B")]
    [InlineData("/v1/account/%C3%BC")]
    [InlineData("/v1/logs/a%2fb")]
    [InlineData("/v1/account/a:b@c/message/AAAAAQAAAeE?textType=*")]
    public async Task The_target_arrives_byte_for_byte(string target)
    {
        await using var owner = await OtherNode.StartAsync(http => http.Response.WriteAsync("there"));
        _first.Locator.Answer(owner.Address);

        using var response = await _first.Server.SendAsync("GET", target);

        (await response.Content.ReadAsStringAsync()).ShouldBe("there");
        owner.Targets.ShouldHaveSingleItem().ShouldBe(target);
        await _first.WaitForMetricAsync("answered");
    }

    [Fact]
    public async Task Of_an_absolute_target_the_path_goes_on()
    {
        await using var owner = await OtherNode.StartAsync(http => http.Response.WriteAsync("there"));
        _first.Locator.Answer(owner.Address);

        using var client = new TcpClient();
        await client.ConnectAsync(_first.Address.Host, _first.Address.Port);
        await client.GetStream().WriteAsync("GET http://127.0.0.1/v1/account/a%7Eb?x=%20 HTTP/1.1\r\nHost: 127.0.0.1\r\nConnection: close\r\n\r\n"u8.ToArray());
        (await new StreamReader(client.GetStream(), Encoding.ASCII).ReadToEndAsync()).ShouldStartWith("HTTP/1.1 200 ");

        owner.Targets.ShouldHaveSingleItem().ShouldBe("/v1/account/a%7Eb?x=%20");
    }

    [Theory]
    [InlineData("GET", "/v1/stats")]
    [InlineData("GET", "/v1/accounts")]
    [InlineData("GET", "/health/live")]
    [InlineData("PATCH", "/v1/account/a")]
    [InlineData("GET", "/v1/account/a/nothing")]
    [InlineData("GET", "/v1/account/a%zz")]
    public async Task What_is_of_no_account_is_answered_here(string method, string target)
    {
        using var response = await _first.Server.SendAsync(method, target);
        _first.Locator.Asked.ShouldBe(0);
    }

    [Fact]
    public async Task What_is_served_here_is_answered_here_and_keeps_the_account_until_then()
    {
        _first.Locator.Serves = true;
        var inside = 0;
        _first.Server.Accounts.FindAsync(default!, default).ReturnsForAnyArgs(_ =>
        {
            inside = _first.Locator.Inside;
            return (Account?)null;
        });

        (await _first.Server.AskAsync("GET", "/v1/account/a")).Status.ShouldBe(HttpStatusCode.NotFound);

        inside.ShouldBe(1);
        _first.Locator.Inside.ShouldBe(0);
        _first.Locator.Asked.ShouldBe(0);
    }

    [Fact]
    public async Task An_account_that_just_came_here_is_answered_here_with_the_body_that_was_read_already()
    {
        _first.Locator.Answer(
            () => null,
            () =>
            {
                _first.Locator.Serves = true;
                return null;
            });

        var (status, problem) = await _first.Server.AskAsync("PUT", "/v1/account/a", """{"unknown":1}""");

        (status, problem["fields"]![0]!["key"]!.GetValue<string>()).ShouldBe((HttpStatusCode.BadRequest, "unknown"));
        _first.Locator.Inside.ShouldBe(0);
    }

    [Fact]
    public async Task An_account_that_is_nowhere_is_not_found_as_ever()
    {
        _first.Locator.Answer(() => throw NotFoundException.ForAccount(AccountId.Parse("a")));
        _first.Server.Accounts.FindAsync(default!, default).ReturnsForAnyArgs((Account?)null);

        (await _first.Server.AskAsync("GET", "/v1/account/a")).Body["code"]!.GetValue<string>().ShouldBe("AccountNotFound");
    }

    [Fact]
    public async Task An_owner_that_is_about_to_be_found_dead_is_looked_for_again()
    {
        await using var owner = await OtherNode.StartAsync(http => http.Response.WriteAsync("there"));
        _first.Locator.Answer(() => throw new OwnerUnreachableException(AccountId.Parse("a"), new TimeoutException()), () => owner.Address);

        (await _first.Server.Http.GetStringAsync("/v1/account/a")).ShouldBe("there");
    }

    [Fact]
    public async Task A_store_that_is_away_is_told()
    {
        _first.Locator.Answer(() => throw new StoreUnavailableException("away"));
        (await _first.Server.AskAsync("GET", "/v1/account/a")).Body["code"]!.GetValue<string>().ShouldBe("StoreUnavailable");
    }

    [Fact]
    public async Task The_owner_checks_the_callers_token_too()
    {
        await using var owner = await FirstNode.StartAsync();
        owner.Locator.Serves = true;
        owner.Server.Accounts.FindAsync(default!, default).ReturnsForAnyArgs((Account?)null);
        _first.Locator.Answer(owner.Address);
        await _first.Server.KnowAsync(("good", SampleTokens.Token("1", [Scope.Api])));
        await owner.Server.KnowAsync(("good", SampleTokens.Token("1", [Scope.Api])));

        (await _first.Server.AskAsync("GET", "/v1/account/a", null, ("Authorization", "Bearer good"))).Body["code"]!.GetValue<string>().ShouldBe("AccountNotFound");
        (await _first.Server.AskAsync("GET", "/v1/account/a")).Status.ShouldBe(HttpStatusCode.Unauthorized);

        // It was revoked there a moment earlier; the first node's address is no guesser's.
        await owner.Server.KnowAsync();
        for (var i = 0; i < 40; i++)
            (await _first.Server.AskAsync("GET", "/v1/account/a", null, ("Authorization", "Bearer good"))).Status.ShouldBe(HttpStatusCode.Unauthorized);
    }

    [Fact]
    public async Task The_callers_own_headers_go_on_and_nothing_of_the_nodes_comes_back()
    {
        await using var owner = await OtherNode.StartAsync(http =>
        {
            http.Response.Headers["X-Content-Type-Options"] = "nosniff";
            http.Response.Headers["Server-Timing"] = "imap;dur=1";
            return http.Response.WriteAsync("there");
        });
        _first.Locator.Answer(owner.Address);

        using var response = await _first.Server.SendAsync("POST", "/v1/account/a/submit", "{}", ("Idempotency-Key", "k1"), ("X-Timeout", "1234"), ("X-ImapApi-Node", "forged"), ("traceparent", "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01"));

        var sent = owner.Headers.ShouldHaveSingleItem();
        sent["Idempotency-Key"].ShouldBe(["k1"]);
        sent["X-Timeout"].ShouldBe(["1234"]);
        sent["X-ImapApi-Node"].ShouldBe([FirstNode.Key]);
        sent["Host"].ShouldBe([owner.Address.Authority]);
        sent["Content-Type"].ShouldBe(["application/json; charset=utf-8"]);
        sent["traceparent"].Single()!.ShouldStartWith("00-0af7651916cd43dd8448eb211c80319c-");
        sent.Keys.ShouldBeSubsetOf(["Host", "Content-Type", "Content-Length", "Idempotency-Key", "X-Timeout", "X-ImapApi-Node", "traceparent"]);
        response.Headers.Select(header => header.Key).ShouldBe(["Date", "Server-Timing", "Transfer-Encoding", "X-Content-Type-Options"], ignoreOrder: true);
        response.Headers.GetValues("X-Content-Type-Options").ShouldBe(["nosniff"]);
    }

    [Fact]
    public async Task What_a_proxy_says_of_its_caller_stays_here()
    {
        await using var owner = await OtherNode.StartAsync(http => http.Response.WriteAsync("there"));
        _first.Locator.Answer(owner.Address);
        await _first.Server.KnowAsync(("good", SampleTokens.Token("1", [Scope.Api])));

        using var response = await _first.Server.SendAsync("GET", "/v1/account/a", null, ("Authorization", "Bearer good"), ("X-Forwarded-For", "1.2.3.4"), ("Via", "1.1 proxy"), ("Host", "mail.example"));

        response.StatusCode.ShouldBe(HttpStatusCode.OK);
        owner.Headers.ShouldHaveSingleItem().Keys.ShouldBe(["Host", "Authorization", "X-ImapApi-Node", "traceparent"], ignoreOrder: true);
    }
}
