using System.Net;
using System.Net.Sockets;
using ImapApi.IntegrationTests.Fixtures;

namespace ImapApi.IntegrationTests.Deployment;

/// <summary>At RLIMIT_NOFILE .NET ends the process, and Kestrel stops to listen: the program has to stay below.</summary>
public sealed class OpenFileTests(SharedServers servers)
{
    private const int Limit = 512;

    [Fact]
    public async Task More_callers_than_files_are_turned_away_and_told_of_and_the_others_are_served()
    {
        await using var api = await ApiProcess.StartWithFilesAsync(Limit);
        var account = await servers.AccountAsync(api.Client, await servers.DovecotAsync(), mail => mail.Deliver(MailFactory.Plain(1)));
        api.Output.ShouldContain($"may open {Limit} files and sockets only");
        var callers = new List<Socket>();
        try
        {
            // Who was there before goes on: our client's connection is one of them.
            await Eventually.TrueAsync(
                async () =>
                {
                    callers.AddRange(await Task.WhenAll(Enumerable.Range(0, 50).Select(_ => ConnectAsync(api.Port))));
                    return api.Output.Contains("Callers are turned away", StringComparison.Ordinal);
                },
                "callers are turned away");
            api.HasExited.ShouldBeFalse();
            (await account.UidsAsync()).ShouldBe([1]);
        }
        finally
        {
            callers.ForEach(caller => caller.Dispose());
        }

        using var late = new ApiClient(api.Client.Address);
        await Eventually.TrueAsync(async () => await IsServedAsync(late), "new callers are served again");
    }

    [Fact]
    public async Task More_accounts_than_files_say_so_and_leave_room_for_whoever_asks()
    {
        // Each has a connection that waits for the greeting of a server that never says a word.
        using var silent = new TcpListener(IPAddress.Loopback, 0);
        silent.Start(backlog: 1000);
        await using var api = await ApiProcess.StartWithFilesAsync(Limit, "--imap.connect:globalConcurrent", "1000", "--imap.connect:perPrivateHostPerSecond", "1000");
        var port = ((IPEndPoint)silent.LocalEndpoint).Port;

        await Eventually.TrueAsync(
            async () =>
            {
                await Task.WhenAll(Enumerable.Range(0, 20).Select(_ => servers.NewUser()).Select(user => api.Client.RegisterAsync(user, Registration.Imap(port, user))));
                return await RefusedAsync(api) > 0;
            },
            "an account is told that there are no files left");

        (await api.Client.GetAsync("/v1/accounts?state=connectError&pageSize=1")).Ok().Items("accounts")[0].At("lastError").Text("message").ShouldContain("RLIMIT_NOFILE");
        using var late = new ApiClient(api.Client.Address);
        (await late.GetAsync("/health/ready")).Status.ShouldBe(HttpStatusCode.OK);
    }

    private static async Task<int> RefusedAsync(ApiProcess api) => (await api.Client.GetAsync("/v1/accounts?state=connectError&pageSize=1")).Ok().Number("total");

    private static async Task<Socket> ConnectAsync(int port)
    {
        var socket = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
        try
        {
            await socket.ConnectAsync(IPAddress.Loopback, port);
        }
        catch (SocketException)
        {
            // Turned away already.
        }

        return socket;
    }

    private static async Task<bool> IsServedAsync(ApiClient client)
    {
        try
        {
            return (await client.GetAsync("/v1/stats")).Status == HttpStatusCode.OK;
        }
        catch (HttpRequestException)
        {
            return false;
        }
    }
}
