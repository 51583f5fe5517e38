using ImapApi.IntegrationTests.Fixtures;

namespace ImapApi.IntegrationTests;

public sealed class CourierServerTests
{
    [Fact]
    public async Task Lets_any_user_in_keeps_its_mail_and_leaves_nothing_behind()
    {
        int port;
        await using (var server = await CourierServer.StartAsync())
        {
            port = server.Port;
            await using var one = await server.ConnectAsync("anna");
            await one.OkAsync("CREATE INBOX.Box");
            (await one.OkAsync("LIST \"\" *")).ShouldContain("INBOX.Box");
            await using var another = await server.ConnectAsync("berta");
            (await another.OkAsync("LIST \"\" *")).ShouldNotContain("INBOX.Box");
            await using var wrong = await RawImap.ConnectAsync(DovecotServer.Host, port);
            (await wrong.CommandAsync("LOGIN anna wrong")).ShouldContain(" NO ");
        }

        await Should.ThrowAsync<System.Net.Sockets.SocketException>(() => RawImap.ConnectAsync(DovecotServer.Host, port));
    }
}
