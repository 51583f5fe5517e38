using System.Net;
using System.Text;
using ImapApi.IntegrationTests.Fixtures;
using ImapApi.TestKit.Imap;

namespace ImapApi.IntegrationTests.Providers;

/// <summary>What large providers are said to do now and then, and what becomes of it. See <see cref="ProviderTranscript"/> for what that proves.</summary>
public sealed class ProviderQuirkTests(SharedServers servers)
{
    [Fact]
    public async Task Gmail_labels_are_read_and_changed_and_its_ids_are_told()
    {
        await using var server = Transcripts.Gmail.Start();
        server.On("UID STORE", async (command, reply) =>
        {
            if (command.Arguments.Contains("X-GM-LABELS", StringComparison.Ordinal))
                await reply.OkAsync();
            else
                await reply.StandardAsync();
        });
        var account = await ConnectedAsync(server);

        var message = (await account.MessagesAsync())[0];
        message.Texts("labels").ShouldBe(["\\Inbox", "Work", "été"], ignoreOrder: true);
        message.Text("emailId").ShouldNotBeNullOrEmpty();
        message.Text("threadId").ShouldNotBeNullOrEmpty();
        (await account.PutAsync($"message/{message.Text("id")}", new { labels = new { add = (string[])["Travel"], delete = (string[])["Work"] } })).Ok();

        var stores = server.Commands.Where(command => command.Arguments.Contains("LABELS", StringComparison.Ordinal) && command.Verb == "STORE").Select(command => command.Arguments).ToArray();
        stores.ShouldContain(arguments => arguments.Contains("+X-GM-LABELS", StringComparison.Ordinal) && arguments.Contains("Travel", StringComparison.Ordinal));
        stores.ShouldContain(arguments => arguments.Contains("-X-GM-LABELS", StringComparison.Ordinal) && arguments.Contains("Work", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("Gmail", "* BYE Session expired, please login again.\r\n")]
    [InlineData("Exchange", "* BYE Session invalidated - AccessTokenExpired\r\n")]
    [InlineData("Exchange", "* BYE Connection is closed. 13\r\n")]
    [InlineData("iCloud", "* BYE Server going down for maintenance\r\n")]
    public async Task A_session_that_is_ended_is_begun_anew(string name, string bye)
    {
        await using var server = Transcripts.Named(name).Start();
        var account = await ConnectedAsync(server);
        var connections = server.ConnectionCount;

        foreach (var session in await server.WaitForIdleAsync())
        {
            await session.WriteAsync(bye);
            session.Drop();
        }

        await server.WaitForConnectionsAsync(connections + 1);
        await account.Api.UntilAsync(account.Id, "connected");
        (await account.UidsAsync()).ShouldBe([3, 2, 1]);
    }

    [Theory]
    [InlineData("Gmail", "[ALERT] Too many simultaneous connections. (Failure)")]
    [InlineData("Gmail", "[UNAVAILABLE] Temporary authentication failure. (Failure)")]
    [InlineData("Yahoo", "[LIMIT] LOGIN Rate limit hit.")]
    [InlineData("Yahoo", "[SERVERBUG] LOGIN Server error - Please try again later")]
    public async Task A_log_in_that_is_put_off_is_tried_again_and_no_verdict_on_the_password(string name, string words)
    {
        await using var server = Transcripts.Named(name).Start();
        var refused = 0;
        server.On("AUTHENTICATE", (_, reply) => Interlocked.Increment(ref refused) <= 2 ? reply.NoAsync(words) : reply.OkAsync("Logged in."));
        var account = await RegisteredAsync(server);

        await account.Api.UntilAsync(account.Id, "connected");
        (await account.EventsAsync()).Select(e => e.Text("event")).ShouldNotContain("authenticationError");
        refused.ShouldBeGreaterThan(2);
    }

    [Fact]
    public async Task Exchange_that_is_not_available_says_so_instead_of_a_greeting_and_is_asked_again()
    {
        await using var server = Transcripts.Exchange.Start();
        server.Raw(async (stream, stopping) => await stream.WriteAsync(Encoding.ASCII.GetBytes("* BYE Server Unavailable. 15\r\n"), stopping));
        var account = await RegisteredAsync(server);
        await Eventually.TrueAsync(async () => (await account.Api.GetAsync(account.Path)).Ok() is var told && told.Has("lastError") && told.At("lastError").Text("message").Contains("Server Unavailable. 15", StringComparison.Ordinal), "the server's words are told");

        server.Raw(null);

        await account.Api.UntilAsync(account.Id, "connected");
        (await account.UidsAsync()).ShouldBe([3, 2, 1]);
    }

    [Theory]
    [InlineData("Exchange", "BAD", "Request is throttled. Suggested Backoff Time: 92415 milliseconds")]
    [InlineData("Exchange", "NO", "Server Busy. 23")]
    [InlineData("Gmail", "NO", "[OVERQUOTA] Account exceeded command or bandwidth limits.")]
    [InlineData("Yahoo", "NO", "[SERVERBUG] FETCH Server error - Please try again later")]
    [InlineData("iCloud", "NO", "Service temporarily unavailable")]
    public async Task A_command_that_is_put_off_fails_with_the_servers_words_and_costs_no_connection(string name, string verdict, string words)
    {
        await using var server = Transcripts.Named(name).Start();
        var account = await ConnectedAsync(server);
        var id = await account.NewestAsync();
        var connections = server.ConnectionCount;
        server.On("FETCH", (_, reply) => verdict == "BAD" ? reply.BadAsync(words) : reply.NoAsync(words));

        var answer = await account.GetAsync($"message/{id}/source");

        answer.Status.ShouldBe(HttpStatusCode.UnprocessableEntity, answer.Text);
        answer.Text.ShouldContain(words.Split(']')[^1].Trim());
        server.Reset("FETCH");
        Encoding.UTF8.GetString((await account.GetAsync($"message/{id}/source")).OkBytes()).ShouldEndWith("Hello.\r\n");
        server.ConnectionCount.ShouldBeLessThanOrEqualTo(connections + 1);
    }

    [Fact]
    public async Task Exchange_answers_what_is_left_and_NO_when_others_have_deleted_messages()
    {
        await using var server = Transcripts.Exchange.Start();
        var account = await ConnectedAsync(server);
        var isAsked = 0;
        server.On("FETCH", async (command, reply) =>
        {
            if (!command.Arguments.Contains("HEADER", StringComparison.OrdinalIgnoreCase) || Interlocked.Increment(ref isAsked) > 1)
            {
                await reply.StandardAsync();
                return;
            }

            await reply.LineAsync(FetchAnswer.For(1, server.Inbox.Messages[0], command.Tokens[1], command.ByUid, withModSeq: false));
            await reply.NoAsync("Some of the requested messages no longer exist.");
        });

        var answer = await account.GetAsync("messages?path=INBOX");

        // Refused with its words, or answered; never half an answer that looks whole.
        answer.Status.ShouldBeOneOf(HttpStatusCode.OK, HttpStatusCode.UnprocessableEntity);
        if (answer.Status == HttpStatusCode.UnprocessableEntity)
            answer.Text.ShouldContain("no longer exist");
        (await account.UidsAsync()).ShouldBe([3, 2, 1]);
    }

    [Fact]
    public async Task Exchange_tells_of_a_changed_message_as_one_that_goes_and_one_that_comes()
    {
        await using var server = Transcripts.Exchange.Start();
        var account = await ConnectedAsync(server);
        await account.InitializedAsync();
        var seen = (await account.EventsAsync()).Length;
        var idle = await server.WaitForIdleAsync();
        lock (server.Inbox.Gate)
        {
            server.Inbox.Messages.RemoveAt(1);
            server.Inbox.Messages.Add(new ScriptedMessage(4));
        }

        foreach (var session in idle)
        {
            session.AnnouncedExists = 3;
            await session.WriteAsync("* 2 EXPUNGE\r\n* 3 EXISTS\r\n* 0 RECENT\r\n");
        }

        await Eventually.TrueAsync(async () => (await account.EventsAsync()).Length >= seen + 2, "both are told");
        (await account.EventsAsync())[seen..].Select(e => $"{e.Text("event")} {e.At("data").Number("uid")}").ShouldBe(["messageDeleted 2", "messageNew 4"], ignoreOrder: true);
        (await account.UidsAsync()).ShouldBe([4, 3, 1]);
    }

    [Theory]
    [InlineData("(NIL NIL NIL NIL NIL \"7BIT\" 0 NIL NIL NIL NIL)")]
    [InlineData("(\"text\" \"plain\" NIL NIL NIL \"7BIT\" 8)")]
    [InlineData("((\"text\" \"plain\" (\"charset\" \"utf-8\") NIL NIL \"quoted-printable\" 8 1 NIL NIL NIL NIL)(\"application\" \"octet-stream\" (\"name\" \"a.bin\") NIL NIL \"base64\" 0 NIL (\"attachment\" (\"filename\" \"a.bin\")) NIL NIL) \"mixed\")")]
    public async Task A_structure_of_few_words_does_not_cost_the_listing(string structure)
    {
        await using var server = Transcripts.Exchange.Start();
        server.Inbox.Messages[1].Attributes["BODYSTRUCTURE"] = structure;
        var account = await ConnectedAsync(server);

        (await account.UidsAsync()).ShouldBe([3, 2, 1]);
        (await account.GetAsync($"message/{(await account.MessagesAsync())[1].Text("id")}/source")).OkBytes().Length.ShouldBeGreaterThan(0);
    }

    [Fact]
    public async Task A_message_without_a_date_is_listed_with_the_time_it_came()
    {
        await using var server = Transcripts.Exchange.Start();
        server.Inbox.Messages.Add(new ScriptedMessage(4) { Header = "From: Alice <alice@example.com>\r\nSubject: No date\r\n\r\n" });
        var account = await ConnectedAsync(server);

        (await account.MessagesAsync())[0].Text("date").ShouldStartWith("2026-09-01T10:00:00");
    }

    [Theory]
    [InlineData("NO [LIMIT] SEARCH Rate limit hit.", "Rate limit hit")]
    [InlineData("NO [CANNOT] SEARCH Unsupported search criterion", "Unsupported search criterion")]
    public async Task Yahoo_that_does_not_search_says_so(string answer, string words)
    {
        await using var server = Transcripts.Yahoo.Start();
        var account = await ConnectedAsync(server);
        server.On("SEARCH", (command, reply) => reply.LineAsync($"{command.Tag} {answer}"));

        var refused = await account.GetAsync("messages?path=INBOX&search[subject]=invoice");

        refused.Status.ShouldBe(HttpStatusCode.UnprocessableEntity, refused.Text);
        refused.Text.ShouldContain(words);
        (await account.UidsAsync()).ShouldBe([3, 2, 1]);
    }

    [Theory]
    [InlineData("BODY[1]")]
    [InlineData("BODY[]")]
    public async Task ICloud_that_leaves_a_part_out_is_told_apart_from_an_empty_part(string section)
    {
        await using var server = Transcripts.ICloud.Start();
        server.Inbox.Messages[0].Attributes[section] = "NIL";
        var account = await ConnectedAsync(server);
        var id = (await account.MessagesAsync())[2].Text("id");

        var answer = await account.GetAsync(section == "BODY[]" ? $"message/{id}/source" : $"message/{id}?textType=*");

        ((int)answer.Status).ShouldBeLessThan(500, answer.Text);
        (await account.UidsAsync()).ShouldBe([3, 2, 1]);
        (await account.Api.GetAsync(account.Path)).Ok().Text("state").ShouldBe("connected");
    }

    private async Task<TestAccount> RegisteredAsync(ScriptedImapServer server)
    {
        var account = new TestAccount((await servers.ApiAsync()).Client, null!, servers.NewUser());
        await account.Api.RegisterAsync(account.Id, Registration.Imap(server.Port, account.Id));
        return account;
    }

    private async Task<TestAccount> ConnectedAsync(ScriptedImapServer server)
    {
        var account = await RegisteredAsync(server);
        await account.Api.UntilAsync(account.Id, "connected");
        return account;
    }
}
