using System.Net;
using System.Text;
using ImapApi.Api.Http;
using ImapApi.Application.Events;
using ImapApi.Domain.Accounts;
using ImapApi.TestKit.Fakes;
using Microsoft.Extensions.Time.Testing;
using NSubstitute;
using Shouldly;

namespace ImapApi.UnitTests.Api;

public sealed class EventStreamTests : IAsyncLifetime
{
    private const string First = """{"seq":1,"eventId":"AAAAAAAAAAcAAAAAAAAAAQ","account":"alice","date":"1970-01-01T00:00:00.000Z","event":"accountInitialized","data":{"mailboxes":1}}""";

    private static readonly AccountId Alice = AccountId.Parse("alice");

    private readonly FakeTimeProvider _time = new(DateTimeOffset.UnixEpoch);
    private InMemoryEventFeed _feed = null!;
    private ApiServer _server = null!;

    public async ValueTask InitializeAsync()
    {
        _server = await ApiServer.StartAsync(_time);
        _feed = new InMemoryEventFeed(_time);
        _server.Port<IEventFeed>().OpenAsync(default, default!, default).ReturnsForAnyArgs(call => _feed.OpenAsync(call.Arg<AccountId?>(), call.Arg<EventStart>(), call.Arg<CancellationToken>()));
    }

    public ValueTask DisposeAsync() => _server.DisposeAsync();

    [Fact]
    public async Task Lists_events_as_they_were_logged()
    {
        _feed.Happen(Alice);
        using var response = await _server.SendAsync("GET", "/v1/events?account=alice");
        (await response.Content.ReadAsStringAsync()).ShouldBe($$"""{"events":[{{First}}],"next":"1"}""");
    }

    [Theory]
    [InlineData("/v1/events?after=garbage", "after")]
    [InlineData("/v1/events?limit=0", "limit")]
    [InlineData("/v1/events?wait=61", "wait")]
    [InlineData("/v1/events?account=..", "account")]
    [InlineData("/v1/events/stream?limit=1", "limit")]
    public async Task Names_the_key_that_is_wrong(string path, string key)
    {
        var (status, body) = await _server.AskAsync("GET", path);
        status.ShouldBe(HttpStatusCode.BadRequest);
        body["fields"]![0]!["key"]!.GetValue<string>().ShouldBe(key);
    }

    [Fact]
    public async Task A_wrong_last_event_id_is_named_as_such() =>
        (await _server.AskAsync("GET", "/v1/events/stream", null, ("Last-Event-ID", "garbage"))).Body["fields"]![0]!["key"]!.GetValue<string>().ShouldBe("Last-Event-ID");

    [Fact]
    public async Task An_expired_position_is_gone()
    {
        _feed.Happen(Alice, 3);
        _feed.Expire(Alice, 2);
        var (status, body) = await _server.AskAsync("GET", "/v1/events?account=alice&after=1");
        status.ShouldBe(HttpStatusCode.Gone);
        body["code"]!.GetValue<string>().ShouldBe("EventsExpired");
    }

    [Fact]
    public async Task Streams_events_with_their_position_as_id()
    {
        _feed.Happen(Alice);
        using var response = await _server.SendAsync("GET", "/v1/events/stream?account=alice&after=0");

        response.Content.Headers.ContentType!.MediaType.ShouldBe("text/event-stream");
        response.Headers.CacheControl!.NoCache.ShouldBeTrue();
        response.Headers.GetValues("X-Accel-Buffering").ShouldBe(["no"]);
        var expected = $"retry: 2000\nid: 0\n\nid: 1\nevent: accountInitialized\ndata: {First}\n\n";
        (await ReadAsync(await response.Content.ReadAsStreamAsync(), expected.Length)).ShouldBe(expected);
    }

    [Fact]
    public async Task The_header_goes_before_the_query_and_a_gap_is_told()
    {
        _feed.Happen(Alice, 5);
        _feed.Expire(Alice, 4);
        using var response = await _server.SendAsync("GET", "/v1/events/stream?account=alice&after=5", null, ("Last-Event-ID", "2"));
        var expected = "retry: 2000\nid: 4\nevent: gap\ndata: {\"code\":\"EventsExpired\"}\n\nid: 5\nevent: accountInitialized\n";
        (await ReadAsync(await response.Content.ReadAsStreamAsync(), expected.Length)).ShouldBe(expected);
    }

    [Fact]
    public async Task Lasts_longer_than_any_deadline_and_says_every_fifteen_seconds_that_it_lives()
    {
        _feed.Happen(Alice);
        using var response = await _server.SendAsync("GET", "/v1/events/stream?account=alice");
        var body = await response.Content.ReadAsStreamAsync();
        const string begun = "retry: 2000\nid: 1\n\n";
        (await ReadAsync(body, begun.Length)).ShouldBe(begun);
        for (var i = 0; i < 10; i++)
        {
            var beat = ReadAsync(body, 4);
            // The server may not have begun to wait again when the last heartbeat has come.
            while (!beat.IsCompleted)
            {
                _time.Advance(EventStream.Heartbeat / 3);
                await Task.Yield();
            }

            (await beat).ShouldBe(": \n\n");
        }

        _feed.End();
        using var rest = new StreamReader(body);
        (await rest.ReadToEndAsync()).Replace(": \n\n", "", StringComparison.Ordinal).ShouldBeEmpty();
    }

    private static async Task<string> ReadAsync(Stream body, int length)
    {
        var bytes = new byte[length];
        await body.ReadExactlyAsync(bytes, TestContext.Current.CancellationToken);
        return Encoding.UTF8.GetString(bytes);
    }
}
