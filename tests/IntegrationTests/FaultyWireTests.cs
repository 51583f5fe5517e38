using System.Net;
using System.Net.Sockets;
using ImapApi.IntegrationTests.Fixtures;
using ImapApi.TestKit;

namespace ImapApi.IntegrationTests;

public sealed class FaultyWireTests
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(2);

    [Fact]
    public async Task Faults_end_or_hold_connections_and_never_alter_what_passes()
    {
        await using var echo = new LoopbackListener(client => _ = Task.Run(() => EchoAsync(client)));
        echo.Start();
        var faults = new WireFaults(seed: 1, mean: TimeSpan.FromMilliseconds(30), early: 0.5);
        await using var wire = new FaultyWire(echo.Port, faults);
        (await ComesBackAsync(wire.Port)).ShouldBeTrue("nothing has begun");

        faults.Begin();
        var came = await Task.WhenAll(Enumerable.Range(0, 60).Select(_ => ComesBackAsync(wire.Port)));
        came.ShouldContain(false);
        Enum.GetNames<WireFault>().ShouldAllBe(kind => faults.ToString().Contains(kind));

        faults.End();
        (await Task.WhenAll(Enumerable.Range(0, 10).Select(_ => ComesBackAsync(wire.Port)))).ShouldAllBe(all => all);
    }

    private static async Task EchoAsync(TcpClient client)
    {
        using var served = client;
        try
        {
            await client.GetStream().CopyToAsync(client.GetStream());
        }
        catch (IOException)
        {
            // It was reset.
        }
    }

    /// <returns>Whether all came back; what did is what was sent.</returns>
    private static async Task<bool> ComesBackAsync(int port)
    {
        var sent = MailFactory.Bytes(port, 16 * 1024);
        var received = new List<byte>();
        using var patience = new CancellationTokenSource(Patience);
        using var client = new TcpClient();
        try
        {
            await client.ConnectAsync(IPAddress.Loopback, port, patience.Token);
            var sending = client.GetStream().WriteAsync(sent, patience.Token).AsTask();
            var buffer = new byte[4096];
            while (received.Count < sent.Length && await client.GetStream().ReadAsync(buffer, patience.Token) is > 0 and var length)
                received.AddRange(buffer.AsSpan(0, length));
            await sending;
        }
        catch (Exception broken) when (broken is IOException or SocketException or OperationCanceledException)
        {
            // That was a fault.
        }

        received.ShouldBe(sent[..received.Count]);
        return received.Count == sent.Length;
    }
}
