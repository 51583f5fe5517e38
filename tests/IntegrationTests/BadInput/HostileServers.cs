using System.Diagnostics;
using System.Net;
using System.Text;
using ImapApi.IntegrationTests.Fixtures;
using ImapApi.TestKit.Imap;

namespace ImapApi.IntegrationTests.BadInput;

/// <summary>One server misbehaves: its account says so, and everybody else never notices.</summary>
public sealed class HostileServers(SharedServers servers, ImpatientApi program) : IClassFixture<ImpatientApi>, IAsyncLifetime
{
    private static readonly string Parentheses = new('(', 200_000);

    private readonly ScriptedImapServer _server = ScriptedImapServer.Start();
    private TestAccount _neighbour = null!;
    private int _process;

    private ApiClient Api => _neighbour.Api;

    private string Id { get; } = servers.NewUser();

    public async ValueTask InitializeAsync()
    {
        _server.Inbox.Fill(3);
        _process = program.Process.ProcessId;
        _neighbour = await servers.AccountAsync(program.Process.Client, await servers.DovecotAsync(), mail => mail.Deliver(MailFactory.Plain(1)));
    }

    public async ValueTask DisposeAsync()
    {
        (await Api.DeleteAsync(Registration.PathOf(Id))).Ok();
        await _server.DisposeAsync();
    }

    [Fact]
    public async Task Nest_a_solicited_answer_two_hundred_thousand_deep()
    {
        await ConnectOnceAsync();
        _server.On("FETCH", (_, reply) => reply.RawAsync($"* 1 FETCH (UID 1 BODYSTRUCTURE {Parentheses}"));
        (await ListAsync()).Status.ShouldBe(HttpStatusCode.BadGateway);
        await ShouldBeBlamedAloneAsync();
    }

    [Fact]
    public async Task Nest_an_unsolicited_answer_two_hundred_thousand_deep()
    {
        await ConnectOnceAsync();
        await _server.PushAsync($"* 1 FETCH (UID 1 BODYSTRUCTURE {Parentheses}");
        await ShouldBeBlamedAloneAsync();
    }

    [Fact]
    public async Task Nest_before_anybody_logged_in()
    {
        _server.On("CAPABILITY", (_, reply) => reply.RawAsync($"* OK {Parentheses}"));
        _server.On("AUTHENTICATE", (_, reply) => reply.RawAsync($"* 1 FETCH (BODYSTRUCTURE {Parentheses}"));
        _server.On("LOGIN", (_, reply) => reply.RawAsync($"* 1 FETCH (BODYSTRUCTURE {Parentheses}"));
        await Api.RegisterAsync(Id, Registration.Imap(_server.Port, Id));
        await ShouldBeBlamedAloneAsync();
    }

    [Fact]
    public async Task Close_in_the_middle_of_an_answer()
    {
        await ConnectAsync();
        _server.On("FETCH", async (_, reply) =>
        {
            await reply.RawAsync("* 1 FETCH (UID 1 FLAGS (");
            reply.Drop();
        });
        (await ListAsync()).Problem(HttpStatusCode.BadGateway, "IMAPUnavailable").Truth("retryable").ShouldBeTrue();
        _server.Reset("FETCH");
        (await Api.PutAsync($"{Registration.PathOf(Id)}/reconnect", new { })).Ok();
        await Eventually.TrueAsync(async () => await ListAsync() is { Status: HttpStatusCode.OK }, "the account is back");
        await ShouldBeAliveAsync();
    }

    [Fact]
    public async Task Close_before_they_say_a_word()
    {
        _server.Raw((_, _) => Task.CompletedTask);
        await Api.RegisterAsync(Id, Registration.Imap(_server.Port, Id));
        await ShouldBeBlamedAloneAsync();
    }

    [Fact]
    public async Task Stall()
    {
        await ConnectAsync();
        _server.On("FETCH", (_, _) => Task.CompletedTask);
        var watch = Stopwatch.StartNew();
        var answer = await Api.SendAsync(HttpMethod.Get, $"{Registration.PathOf(Id)}/messages?path=INBOX", headers: headers => headers.Add("X-Timeout", "700"));
        answer.Problem(HttpStatusCode.GatewayTimeout, "Timeout").Truth("retryable").ShouldBeTrue();
        // No sooner than the caller said; that it came at all is the program's doing, for the server never answers.
        watch.Elapsed.ShouldBeGreaterThan(TimeSpan.FromMilliseconds(600));
        await ShouldBeAliveAsync();
    }

    [Fact]
    public async Task Drip()
    {
        _server.Options.DripBytes = 7;
        await ConnectAsync();
        (await ListAsync()).Ok().Items("messages").Length.ShouldBe(3);
        await ShouldBeAliveAsync();
    }

    [Fact]
    public async Task Flood_a_line_that_never_ends()
    {
        await ConnectOnceAsync();
        _server.On("FETCH", (_, reply) => FloodAsync(reply, "* OK ", new string('x', 64 * 1024)));
        (await ListAsync()).Status.ShouldBeOneOf(HttpStatusCode.BadGateway, HttpStatusCode.GatewayTimeout);
        await ShouldBeBlamedAloneAsync();
    }

    [Fact]
    public async Task Flood_answers_that_nobody_asked_for()
    {
        await ConnectOnceAsync();
        var lines = string.Concat(Enumerable.Repeat("* OK still here, and here, and here\r\n* 1 FETCH (FLAGS (\\Seen))\r\n", 1000));
        _server.On("FETCH", (_, reply) => FloodAsync(reply, "", lines));
        (await ListAsync()).Status.ShouldBeOneOf(HttpStatusCode.BadGateway, HttpStatusCode.GatewayTimeout);
        await ShouldBeBlamedAloneAsync();
    }

    [Fact]
    public async Task Flood_whoever_idles()
    {
        await ConnectOnceAsync();
        var lines = string.Concat(Enumerable.Repeat("* 1 FETCH (FLAGS (\\Seen))\r\n", 2000));
        foreach (var session in await _server.WaitForIdleAsync())
            await FloodAsync(session.WriteAsync, "", lines);
        await ShouldBeBlamedAloneAsync();
    }

    [Fact]
    public async Task Announce_a_literal_larger_than_the_world()
    {
        await ConnectAsync();
        _server.On("FETCH", (_, reply) => reply.RawAsync("* 1 FETCH (UID 1 BODY[HEADER] {4294967295}\r\nSubject: x\r\n"));
        (await ListAsync()).Status.ShouldBeOneOf(HttpStatusCode.BadGateway, HttpStatusCode.GatewayTimeout);
        await ShouldBeAliveAsync();
    }

    [Theory]
    [InlineData("* 1 FETCH (UID 0 FLAGS (\\Seen))")]
    [InlineData("* 4294967295 EXISTS")]
    [InlineData("* -1 EXISTS")]
    [InlineData("* 99999999999999999999 EXISTS")]
    [InlineData("* 9 EXPUNGE")]
    [InlineData("* 0 EXPUNGE")]
    [InlineData("* FETCH FETCH FETCH")]
    [InlineData("* 1 FETCH (UID 1 ENVELOPE NIL)")]
    [InlineData("* 1 FETCH (BODYSTRUCTURE (\"text\" \"plain\" NIL NIL NIL \"7BIT\" -5 -5))")]
    [InlineData("* OK [UIDVALIDITY 99] changed")]
    [InlineData("* BYE because")]
    [InlineData("+ surprise")]
    [InlineData("A999 OK nobody asked")]
    [InlineData("\0\0\0\0")]
    [InlineData("* LIST (\\HasNoChildren) \"/\" \"unclosed")]
    public async Task Talk_nonsense(string line)
    {
        await ConnectAsync();
        _server.On("FETCH", async (_, reply) =>
        {
            await reply.LineAsync(line);
            await reply.StandardAsync();
        });
        var answer = await ListAsync();
        ((int)answer.Status).ShouldBeOneOf([200, 502, 504], answer.Text);
        await ShouldBeAliveAsync();
    }

    private async Task ConnectAsync()
    {
        await Api.RegisterAsync(Id, Registration.Imap(_server.Port, Id));
        await Api.UntilAsync(Id, "connected");
        await _server.WaitForIdleAsync();
    }

    /// <summary>As before, but there is no second connection: the reason for the end of the first stays in sight until there is one.</summary>
    private async Task ConnectOnceAsync()
    {
        await ConnectAsync();
        _server.Raw((_, stopping) => Task.Delay(Timeout.InfiniteTimeSpan, stopping));
    }

    private Task<ApiAnswer> ListAsync() => Api.GetAsync($"{Registration.PathOf(Id)}/messages?path=INBOX");

    /// <summary>Until the other side has had enough, but not without end.</summary>
    private static Task FloodAsync(ImapReply reply, string first, string piece) => FloodAsync(text => reply.RawAsync(text), first, piece);

    private static async Task FloodAsync(Func<string, Task> write, string first, string piece)
    {
        const int most = 512 * 1024 * 1024;
        try
        {
            await write(first);
            for (var sent = 0; sent < most; sent += Encoding.UTF8.GetByteCount(piece))
                await write(piece);
        }
        catch (Exception closed) when (closed is IOException or OperationCanceledException)
        {
            // By the other side, or already by the session that has noticed it.
            return;
        }

        throw new InvalidOperationException($"It took all {most} bytes.");
    }

    private async Task ShouldBeBlamedAloneAsync()
    {
        await Eventually.TrueAsync(
            async () => (await Api.GetAsync(Registration.PathOf(Id))).Ok() is var told && told.Has("lastError")
                && told.At("lastError").Text("code").Length > 0 && told.At("lastError").Text("message").Length > 0,
            "the account says why",
            TimeSpan.FromSeconds(60));
        program.Process.Output.ShouldNotContain("fatal");
        await ShouldBeAliveAsync();
    }

    private async Task ShouldBeAliveAsync()
    {
        (await _neighbour.UidsAsync()).ShouldBe([1]);
        (await Api.GetAsync("/health/ready")).Status.ShouldBe(HttpStatusCode.OK);
        (program.Process.ProcessId, program.Process.HasExited).ShouldBe((_process, false));
    }
}
