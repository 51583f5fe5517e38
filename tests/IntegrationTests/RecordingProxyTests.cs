using ImapApi.IntegrationTests.Fixtures;

namespace ImapApi.IntegrationTests;

public sealed class RecordingProxyTests(SharedServers servers)
{
    [Fact]
    public async Task Writes_down_the_commands_and_leaves_out_what_waits()
    {
        var server = await servers.DovecotAsync();
        await using var proxy = new RecordingProxy(DovecotServer.Host, server.Port);
        await using var client = await RawImap.ConnectAsync("127.0.0.1", proxy.Port);
        await client.LoginAsync(servers.NewUser(), DovecotServer.Password);
        proxy.Forget();
        await client.OkAsync("SELECT INBOX");
        await client.AppendAsync("INBOX", MailFactory.Plain(1));
        await client.SendLineAsync("x IDLE");
        await client.ReadLineAsync();
        await client.SendLineAsync("DONE");
        (await client.ReadLineAsync()).ShouldStartWith("x OK");
        proxy.Commands.ShouldBe(["SELECT INBOX", $"APPEND \"INBOX\" () {{{MailFactory.Plain(1).Length}+}}"]);
        proxy.Events.Where(e => e.FromClient).Select(e => e.Text).TakeLast(2).ShouldBe(["x IDLE", "DONE"]);
    }

    [Fact]
    public async Task Holds_and_cuts_the_line()
    {
        var server = await servers.DovecotAsync();
        await using var proxy = new RecordingProxy(DovecotServer.Host, server.Port);
        await using var client = await RawImap.ConnectAsync("127.0.0.1", proxy.Port);
        proxy.Hold();
        var answer = client.OkAsync("CAPABILITY");
        (await Task.WhenAny(answer, Task.Delay(200, TestContext.Current.CancellationToken))).ShouldNotBe(answer);
        proxy.Release();
        (await answer).ShouldContain("IMAP4rev1");
        proxy.Cut();
        await Should.ThrowAsync<IOException>(() => client.OkAsync("NOOP"));
    }

    [Fact]
    public async Task Keeps_commands_back_while_somebody_does_what_nobody_may_see_the_half_of()
    {
        var server = await servers.DovecotAsync();
        var user = servers.NewUser();
        await using var other = await server.ConnectAsync(user);
        await using var proxy = new RecordingProxy(DovecotServer.Host, server.Port);
        await using var client = await RawImap.ConnectAsync("127.0.0.1", proxy.Port);
        await client.LoginAsync(user, DovecotServer.Password);
        await client.SendLineAsync("x SELECT INBOX");
        await client.SendLineAsync("y IDLE");
        // Both have passed once the server idles: what has not is kept back.
        while (!(await client.ReadLineAsync()).StartsWith("+ ", StringComparison.Ordinal))
        {
        }

        Task<string>? listing = null;

        await proxy.RunUnseenAsync(async () =>
        {
            await client.SendLineAsync("DONE");
            for (var line = ""; !line.StartsWith("y OK", StringComparison.Ordinal);)
                line = await client.ReadLineAsync();
            listing = client.OkAsync("LIST \"\" \"*\"");
            await other.OkAsync("CREATE One");
            listing.IsCompleted.ShouldBeFalse();
            await other.OkAsync("CREATE Two");
        });

        var listed = await listing!;
        listed.ShouldContain("One");
        listed.ShouldContain("Two");
    }
}
