using System.Net;
using ImapApi.Application.Accounts;
using ImapApi.Application.Cluster;
using ImapApi.Application.Health;
using ImapApi.Application.Settings;
using ImapApi.Application.Statistics;
using ImapApi.Application.Webhooks;
using ImapApi.Domain.Accounts;
using ImapApi.Domain.Changes;
using ImapApi.Domain.Mailboxes;
using ImapApi.Domain.Messages;
using ImapApi.Domain.Settings;
using ImapApi.Domain.Submissions;
using ImapApi.Domain.Webhooks;
using NSubstitute;
using Shouldly;

namespace ImapApi.UnitTests.Api;

public sealed class EndpointTests : IAsyncLifetime
{
    private static readonly ServerEndpoint Imap = new("imap.example.com", 993, Secure: true, TlsPolicy.Default, new Credentials.Password("user", "hidden-secret"));
    private static readonly Account Example = new(AccountId.Parse("example"), "Example", Imap, Imap with { Port = 465, Credentials = new Credentials.AuthServer() });

    private ApiServer _server = null!;

    public async ValueTask InitializeAsync() => _server = await ApiServer.StartAsync();

    public ValueTask DisposeAsync() => _server.DisposeAsync();

    [Fact]
    public async Task An_account_is_shown_with_its_state_and_without_secrets()
    {
        var time = new DateTimeOffset(2024, 1, 31, 12, 0, 0, 7, TimeSpan.Zero);
        _server.Accounts.FindAsync(default!, default).ReturnsForAnyArgs(Example);
        _server.Connections.GetStatusAsync(default!, default).ReturnsForAnyArgs(new AccountStatus(AccountState.AuthenticationError, new AccountError("AuthenticationFailed", "Refused.", "NO", time), time, 1));

        var (_, body) = await _server.AskAsync("GET", "/v1/account/example");

        body.ToJsonString().ShouldBe("""{"account":"example","name":"Example","imap":{"host":"imap.example.com","port":993,"secure":true,"tls":{"rejectUnauthorized":true,"minVersion":"TLSv1.2","allowPlaintext":false},"auth":{"user":"user","passSet":true}},"smtp":{"host":"imap.example.com","port":465,"secure":true,"tls":{"rejectUnauthorized":true,"minVersion":"TLSv1.2","allowPlaintext":false},"useAuthServer":true},"state":"authenticationError","lastError":{"code":"AuthenticationFailed","message":"Refused.","serverResponse":"NO","time":"2024-01-31T12:00:00.007Z"},"lastServerByteAt":"2024-01-31T12:00:00.007Z","connections":1,"node":"http://127.0.0.1:3000","epoch":7,"ownedSince":"2026-05-01T12:00:00.000Z"}""");
    }

    [Fact]
    public async Task The_seeds_registration_reaches_the_store()
    {
        _server.Accounts.SaveAsync(default!, default).ReturnsForAnyArgs(false);

        var (_, body) = await _server.AskAsync("POST", "/v1/account", """{"account":"example","name":"My","imap":{"host":"imap.gmail.com","port":993,"secure":true,"auth":{"user":"u","accessToken":"t"}},"smtp":{"host":"smtp.gmail.com","port":587,"tls":{"minVersion":"TLSv1.3","rejectUnauthorized":false},"useAuthServer":true}}""");

        body.ToJsonString().ShouldBe("""{"account":"example","state":"existing"}""");
        await _server.Accounts.Received().SaveAsync(
            new Account(AccountId.Parse("example"), "My",
                new ServerEndpoint("imap.gmail.com", 993, Secure: true, TlsPolicy.Default, new Credentials.AccessToken("u", "t")),
                new ServerEndpoint("smtp.gmail.com", 587, Secure: false, new TlsPolicy(RejectUnauthorized: false, TlsVersion.Tls13), new Credentials.AuthServer())), Arg.Any<CancellationToken>());
    }

    [Fact]
    public async Task A_search_reaches_the_store_with_every_key_and_says_who_searched()
    {
        _server.Messages.ListAsync(default!, default!, default!, default, default).ReturnsForAnyArgs(new MessagePage(0, 0, 1, [], "next", "previous", IsSearchedHere: true));

        using var response = await _server.SendAsync("POST", "/v1/account/a/search?path=%5CSent&pageSize=5", """
            {"search":{"seq":"1","uid":"2","answered":true,"deleted":false,"draft":true,"unseen":true,"flagged":false,"from":"f","to":"t","cc":"c","bcc":"b","subject":"s","body":"x",
            "larger":1,"smaller":4294967295,"since":"2024-01-31","before":"2024-02-01T23:00:00-02:00","sentSince":"2023-01-01","sentBefore":"2023-01-02","modseq":7,"header":{"x-foo":""},
            "emailId":"e","threadId":"h","gmailRaw":"g"}}
            """);

        (await response.Content.ReadAsStringAsync()).ShouldBe("""{"total":0,"page":0,"pages":1,"nextPageCursor":"next","prevPageCursor":"previous","messages":[]}""");
        response.Headers.GetValues("Search-Mode").ShouldBe(["client"]);
        var asked = _server.Messages.ReceivedCalls().Single().GetArguments();
        asked[1].ShouldBe(MailboxPath.Parse("\\Sent"));
        asked[2].ShouldBe(new PageRequest(0, 5));
        var search = (MessageSearch)asked[3]!;
        search.Headers.ShouldBe(new Dictionary<string, string> { ["x-foo"] = "" });
        (search with { Headers = null }).ShouldBe(new MessageSearch(
            "1", "2", true, false, true, false, false, "f", "t", "c", "b", "s", "x", 1, uint.MaxValue,
            new DateOnly(2024, 1, 31), new DateOnly(2024, 2, 2), new DateOnly(2023, 1, 1), new DateOnly(2023, 1, 2), 7, null, "e", "h", "g"));
    }

    [Fact]
    public async Task Verdicts_are_answers_not_errors()
    {
        _server.Port<IAccountVerifier>().VerifyImapAsync(default, default!, default, default).ReturnsForAnyArgs(new ServerVerdict(new AccountError("AuthenticationFailed", "Refused.", null, default)));

        var (status, body) = await _server.AskAsync("POST", "/v1/verifyAccount", """{"imap":{"host":"h","port":1,"auth":{"user":"u","pass":"p"}}}""");

        status.ShouldBe(HttpStatusCode.OK);
        body.ToJsonString().ShouldBe("""{"imap":{"success":false,"error":"Refused.","code":"AuthenticationFailed"}}""");
    }

    [Fact]
    public async Task Mailboxes_leave_out_what_they_do_not_have()
    {
        _server.Mailboxes.ListAsync(default!, default, default).ReturnsForAnyArgs(
        [
            new Mailbox(MailboxPath.Inbox, "/", null, "INBOX", true, true, SpecialUse.Inbox, SpecialUseSource.Extension, false, 3, 9, new MailboxStatus(3, 1)),
            new Mailbox(MailboxPath.Parse("a/b"), null, "a", "b", true, false, null, null, true, 0, 0, null),
        ]);

        var (_, body) = await _server.AskAsync("GET", "/v1/account/example/mailboxes?counters=1");

        body.ToJsonString().ShouldBe(
            "{\"mailboxes\":[{\"path\":\"INBOX\",\"delimiter\":\"/\",\"name\":\"INBOX\",\"listed\":true,\"subscribed\":true,\"specialUse\":\"\\\\Inbox\",\"specialUseSource\":\"extension\",\"messages\":3,\"uidNext\":9,\"status\":{\"messages\":3,\"unseen\":1}},"
            + "{\"path\":\"a/b\",\"parentPath\":\"a\",\"name\":\"b\",\"listed\":true,\"subscribed\":false,\"noSelect\":true,\"messages\":0,\"uidNext\":0}]}");
        await _server.Mailboxes.Received().ListAsync(Example.Id, counters: true, Arg.Any<CancellationToken>());
    }

    [Theory]
    [InlineData("""{"path":"a/b"}""", "a/b")]
    [InlineData("""{"path":["a","b"]}""", "a|b")]
    public async Task A_mailbox_path_is_a_text_or_a_list(string json, string names)
    {
        _server.Mailboxes.CreateAsync(default!, default!, default).ReturnsForAnyArgs(new MailboxCreated(MailboxPath.Parse("a/b"), "F1", true));

        (await _server.AskAsync("POST", "/v1/account/example/mailbox", json)).Body.ToJsonString().ShouldBe("""{"path":"a/b","mailboxId":"F1","created":true}""");
        await _server.Mailboxes.Received().CreateAsync(Example.Id, Arg.Is<IReadOnlyList<string>>(given => string.Join('|', given) == names), Arg.Any<CancellationToken>());
    }

    [Fact]
    public async Task Every_search_key_reaches_the_mailbox()
    {
        _server.Messages.ListAsync(default!, default!, default!, default, default).ReturnsForAnyArgs(new MessagePage(0, 2, 1, []));
        const string Keys = "seq=1:*&uid=2&answered=y&deleted=n&draft=true&unseen=1&flagged=0&from=f&to=t&cc=c&bcc=b&subject=s&body=d&larger=1&smaller=2&since=2024-01-31&before=2024-02-01T23:00:00Z&sentSince=2024-03-01&sentBefore=2024-04-01&modseq=7&emailId=e&threadId=h&gmailRaw=g";
        var query = string.Concat(Keys.Split('&').Select(key => "&search[" + key.Insert(key.IndexOf('=', StringComparison.Ordinal), "]"))) + "&search[header][X-Foo]=bar&search[header][x-empty]=";

        var (_, body) = await _server.AskAsync("GET", "/v1/account/example/messages?path=%5CSent&page=2&pageSize=7" + query);

        body.ToJsonString().ShouldBe("""{"total":0,"page":2,"pages":1,"messages":[]}""");
        var arguments = _server.Messages.ReceivedCalls().Single().GetArguments();
        arguments[1].ShouldBe(MailboxPath.Parse("\\Sent"));
        arguments[2].ShouldBe(new PageRequest(2, 7));
        var search = (MessageSearch)arguments[3]!;
        search.Headers.ShouldBe(new Dictionary<string, string>(StringComparer.Ordinal) { ["X-Foo"] = "bar", ["x-empty"] = "" }, ignoreOrder: true);
        (search with { Headers = null }).ShouldBe(new MessageSearch("1:*", "2", true, false, true, false, false, "f", "t", "c", "b", "s", "d", 1, 2,
            new DateOnly(2024, 1, 31), new DateOnly(2024, 2, 1), new DateOnly(2024, 3, 1), new DateOnly(2024, 4, 1), 7, null, "e", "h", "g"));
    }

    [Fact]
    public async Task Flags_change_and_messages_go()
    {
        _server.Messages.UpdateFlagsAsync(default!, default, default!, default).ReturnsForAnyArgs(new FlagChangeResult(true, false, null));
        _server.Messages.DeleteAsync(default!, default, default, default).ReturnsForAnyArgs(
            new MessageDeletion(false, MailboxPath.Parse("Trash"), new MessageId(new MailboxNumber(2), new Uid(1))), new MessageDeletion(true, null, null));

        (await _server.AskAsync("PUT", "/v1/account/a/message/AAAAAQAAAeE", """{"flags":{"add":["\\Seen"],"delete":["x"]}}""")).Body.ToJsonString().ShouldBe("""{"flags":{"add":true,"delete":false}}""");
        (await _server.AskAsync("DELETE", "/v1/account/a/message/AAAAAQAAAeE")).Body.ToJsonString().ShouldBe("""{"deleted":false,"moved":{"destination":"Trash","message":"AAAAAgAAAAE"}}""");
        (await _server.AskAsync("DELETE", "/v1/account/a/message/AAAAAQAAAeE?force=true")).Body.ToJsonString().ShouldBe("""{"deleted":true}""");
    }

    [Fact]
    public async Task Text_is_asked_for_by_kind_and_size()
    {
        _server.Messages.GetTextAsync(default!, default!, default!, default).ReturnsForAnyArgs(new MessageText("Ü<", null, false));

        using var response = await _server.SendAsync("GET", "/v1/account/a/text/AAAAAQAAAeGTkaExkaEykA?maxBytes=5&textType=plain");
        (await response.Content.ReadAsStringAsync()).ShouldBe("""{"plain":"Ü<","hasMore":false}""");
        _server.Messages.ReceivedCalls().Single().GetArguments()[2].ShouldBe(new TextRequest(TextKinds.Plain, 5));
    }

    [Fact]
    public async Task Settings_show_what_is_asked_and_name_what_changed()
    {
        var settings = new ServiceSettings(new LogSettings(false, [AccountId.Parse("a")], 5));
        _server.Port<ISettingsStore>().GetAsync(default).ReturnsForAnyArgs(settings);

        (await _server.AskAsync("GET", "/v1/settings?logs=true")).Body.ToJsonString().ShouldBe("""{"logs":{"all":false,"accounts":["a"],"maxLogLines":5}}""");
        (await _server.AskAsync("GET", "/v1/settings")).Body.ToJsonString().ShouldBe("{}");
        (await _server.AskAsync("POST", "/v1/settings", """{"logs":{"all":true}}""")).Body.ToJsonString().ShouldBe("""{"updated":["logs"]}""");
    }

    [Fact]
    public async Task Urls_are_shown_without_their_passwords()
    {
        var url = HttpUrl.Parse("https://user:hidden-secret@example.com/hook?a=b");
        var webhooks = new WebhookSettings(new WebhookTarget("1", url, DateTimeOffset.UnixEpoch), [EventType.MessageNew], [new CustomHeader("X-Key", "hidden-secret")]);
        _server.Port<ISettingsStore>().GetAsync(default).ReturnsForAnyArgs(ServiceSettings.Default with { Webhooks = webhooks, AuthServer = url }, ServiceSettings.Default);
        _server.Accounts.FindAsync(default!, default).ReturnsForAnyArgs(new Account(AccountId.Parse("example"), "Example", null, null) { Webhooks = webhooks });
        _server.Connections.GetStatusAsync(default!, default).ReturnsForAnyArgs(AccountStatus.Initial);

        (await _server.AskAsync("GET", "/v1/settings?webhooks=y&webhookEvents=1&webhooksFrom=true&authServer=true")).Body.ToJsonString().ShouldBe("""{"webhooks":"https://example.com/hook?a=b","webhooksAuthSet":true,"webhookEvents":["messageNew"],"webhooksFrom":"1970-01-01T00:00:00.000Z","authServer":"https://example.com/hook?a=b","authServerAuthSet":true}""");
        (await _server.AskAsync("GET", "/v1/settings?webhooks=y&webhookEvents=1&webhooksFrom=true&authServer=true")).Body.ToJsonString().ShouldBe("""{"webhooks":"","webhookEvents":[],"authServer":""}""");
        (await _server.AskAsync("GET", "/v1/account/example")).Body.ToJsonString().ShouldBe("""{"account":"example","name":"Example","webhooks":"https://example.com/hook?a=b","webhooksAuthSet":true,"webhookEvents":["messageNew"],"webhooksCustomHeaders":[{"key":"X-Key","valueSet":true}],"state":"init","connections":0,"node":"http://127.0.0.1:3000","epoch":7,"ownedSince":"2026-05-01T12:00:00.000Z"}""");
    }

    [Fact]
    public async Task All_that_is_wrong_with_webhooks_is_said_at_once()
    {
        var (status, problem) = await _server.AskAsync("POST", "/v1/settings", """{"webhooks":"ftp://user:hidden-secret@example.com","webhookEvents":["messageNew","nonsense"],"webhooksFrom":"yesterday","authServer":"example.com"}""");
        (status, Keys(problem)).ShouldBe((HttpStatusCode.BadRequest, "authServer webhookEvents webhooks webhooksFrom"));
        problem.ToJsonString().ShouldNotContain("hidden-secret");

        (_, problem) = await _server.AskAsync("PUT", "/v1/account/example", """{"webhooks":5,"webhookEvents":["x"],"webhooksCustomHeaders":[{"key":"Host","value":"x"},{"key":"X-Key"}]}""");
        Keys(problem).ShouldBe("webhookEvents webhooks webhooksCustomHeaders.1.value webhooksCustomHeaders[0]");

        static string Keys(System.Text.Json.Nodes.JsonNode problem) =>
            string.Join(' ', problem["fields"]!.AsArray().Select(field => field!["key"]!.GetValue<string>()).Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task Statistics_count_states_in_the_contracts_words()
    {
        _server.Accounts.ListIdsAsync(default).ReturnsForAnyArgs(new[] { AccountId.Parse("a"), AccountId.Parse("b") }.ToAsyncEnumerable());
        _server.Connections.GetStatesAsync(default).ReturnsForAnyArgs(new Dictionary<AccountId, AccountState> { [AccountId.Parse("a")] = AccountState.ConnectError });
        _server.Port<IRequestQueues>().Count.Returns(4);
        _server.Port<IWebhookDeliveries>().Waiting.Returns(3);
        _server.Port<IOutboxLoad>().Count().Returns(new Dictionary<OutboxState, int> { [OutboxState.Scheduled] = 2 });
        var since = new DateTimeOffset(2026, 5, 1, 12, 0, 0, TimeSpan.Zero);
        _server.Port<IClusterNodes>().ListAsync(default).ReturnsForAnyArgs(
        [
            new ClusterNode("10.0.0.5:11111", new Uri("http://10.0.0.5:3000/"), NodeState.Active, 2, since, new HandOver(AccountId.Parse("a"), 3, since), Load: null) { IsThis = true },
            new ClusterNode("10.0.0.6:11111", Http: null, NodeState.Away, 0, Since: null, LastHandOver: null, new NodeLoad(5, 1, new Dictionary<OutboxState, int> { [OutboxState.Scheduled] = 1, [OutboxState.Queued] = 4 }, since, 77, 10, 20)),
        ]);

        var stats = (await _server.AskAsync("GET", "/v1/stats")).Body.AsObject();
        stats["started"]!.GetValue<DateTimeOffset>().ShouldBeInRange(TimeProvider.System.GetUtcNow().AddDays(-1), TimeProvider.System.GetUtcNow());
        stats["memory"]!.GetValue<long>().ShouldBeGreaterThan(1_000_000);
        stats.Remove("started");
        stats.Remove("memory");
        stats.ToJsonString().ShouldBe("""{"version":"0.1.0","accounts":2,"connections":{"init":1,"connectError":1},"queues":{"imap":9,"webhooks":4,"outbox":{"scheduled":3,"queued":4}},"events":10,"deliveries":20,"cluster":{"nodes":[{"address":"10.0.0.5:11111","http":"http://10.0.0.5:3000","state":"active","accounts":2,"since":"2026-05-01T12:00:00.000Z","this":true,"lastHandOver":{"account":"a","epoch":3,"time":"2026-05-01T12:00:00.000Z"}},{"address":"10.0.0.6:11111","state":"away","accounts":0,"this":false,"memory":77}]}}""");
    }

    [Fact]
    public async Task Readiness_is_a_503_with_its_reason()
    {
        _server.Port<IReadiness>().WhyNotAsync(default).ReturnsForAnyArgs("The store is being opened.", (string?)null);

        var (status, problem) = await _server.AskAsync("GET", "/health/ready");
        status.ShouldBe(HttpStatusCode.ServiceUnavailable);
        problem["detail"]!.GetValue<string>().ShouldBe("The store is being opened.");
        (await _server.AskAsync("GET", "/health/ready")).Status.ShouldBe(HttpStatusCode.OK);
    }

    [Fact]
    public async Task Calls_are_counted_by_method_status_and_route()
    {
        await _server.AskAsync("GET", "/v1/account/x/messages?nonsense=1");
        await _server.AskAsync("GET", "/nowhere/special");

        using var response = await _server.SendAsync("GET", "/metrics");
        var metrics = await response.Content.ReadAsStringAsync();

        metrics.ShouldContain("api_call{method=\"GET\",statusCode=\"400\",route=\"/v1/account/{account}/messages\"} 1");
        metrics.ShouldContain("api_call{method=\"GET\",statusCode=\"404\",route=\"none\"} 1");
        metrics.ShouldContain("process_cpu_seconds_total");
    }
}
