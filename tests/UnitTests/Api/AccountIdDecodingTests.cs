using System.Net;
using ImapApi.Api.Http;
using ImapApi.Domain.Accounts;
using NSubstitute;
using Shouldly;

namespace ImapApi.UnitTests.Api;

public sealed class AccountIdDecodingTests : IAsyncLifetime
{
    private ApiServer _server = null!;

    public async ValueTask InitializeAsync()
    {
        _server = await ApiServer.StartAsync();
        _server.Accounts.FindAsync(default!, default).ReturnsForAnyArgs(call => new Account(call.Arg<AccountId>(), "name", null, null));
        _server.Connections.GetStatusAsync(default!, default).ReturnsForAnyArgs(AccountStatus.Initial);
    }

    public ValueTask DisposeAsync() => _server.DisposeAsync();

    [Fact]
    public async Task Every_printable_ascii_character_may_stand_in_an_id()
    {
        for (var character = ' '; character <= '~'; character++)
        {
            foreach (var id in new[] { $"x{character}y", character == '.' ? "..." : character.ToString() })
                (await AskAsync(Uri.EscapeDataString(id).Replace(".", "%2E", StringComparison.Ordinal))).ShouldBe(id);
        }
    }

    [Theory]
    [InlineData("a%2Fb", "a/b")]
    [InlineData("a%252Fb", "a%2Fb")]
    [InlineData("a%25252Fb", "a%252Fb")]
    [InlineData("a+b", "a+b")]
    [InlineData("p%C3%B5der", "põder")]
    [InlineData("%F0%9F%93%AC", "📬")]
    public async Task A_segment_is_decoded_exactly_once(string segment, string id) => (await AskAsync(segment)).ShouldBe(id);

    [Theory]
    [InlineData("a%")]
    [InlineData("a%2")]
    [InlineData("a%zz")]
    [InlineData("%C3")]
    [InlineData("%ED%A0%80")]
    [InlineData("a%0Ab")]
    [InlineData("a%E2%80%A8b")]
    public async Task What_does_not_decode_to_a_printable_id_is_refused(string segment)
    {
        var (status, problem) = await _server.AskAsync("GET", "/v1/account/" + segment);

        status.ShouldBe(HttpStatusCode.BadRequest);
        problem["fields"]![0]!["key"]!.GetValue<string>().ShouldBe("account");
    }

    [Theory]
    [InlineData("/v1/./account/x/messages?path=INBOX")]
    [InlineData("/v1/y/../account/x/messages?path=INBOX")]
    [InlineData("/v1/account/z/../x/messages?path=INBOX")]
    public async Task Dot_segments_never_lead_to_another_account(string target)
    {
        using var response = await _server.SendAsync("GET", target);

        ((int)response.StatusCode).ShouldBeInRange(400, 499);
        _server.Messages.ReceivedCalls().ShouldBeEmpty();
    }

    [Theory]
    [InlineData("http://127.0.0.1:3000/v1/account/a%2Fb?x=1", "/v1/account/a%2Fb", "a%2Fb")]
    [InlineData("/v1/logs/a#b", "/v1/logs/a", "a")]
    public void The_absolute_form_is_understood(string target, string path, string segment)
    {
        AccountSegment.TryFind(target, path, out var found).ShouldBeTrue();
        found.ToString().ShouldBe(segment);
    }

    private async Task<string> AskAsync(string segment)
    {
        var (status, body) = await _server.AskAsync("GET", "/v1/account/" + segment);
        status.ShouldBe(HttpStatusCode.OK, segment);
        return body["account"]!.GetValue<string>();
    }
}
