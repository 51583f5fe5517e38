using System.Net;
using System.Net.Sockets;

namespace ImapApi.IntegrationTests.Fixtures;

/// <summary>
/// Loopback ports that nobody listens on, each given out once. They lie below those that the system gives to connections and to whoever asks for any port
/// (from 32768 on), so that a program that starts in a moment, or again after a kill, does not find its port taken.
/// </summary>
public static class FreePort
{
    private const int First = 10_000;
    private const int Count = 22_000;

    // Two runs of the tests at the same time begin at different places.
    private static int _next = Random.Shared.Next(Count);

    public static int Next()
    {
        for (var tries = 0; tries < Count; tries++)
        {
            var port = First + ((int)((uint)Interlocked.Increment(ref _next) % Count));
            if (IsFree(port))
                return port;
        }

        throw new InvalidOperationException($"No port from {First} to {First + Count} is free.");
    }

    private static bool IsFree(int port)
    {
        using var listener = new TcpListener(IPAddress.Any, port) { ExclusiveAddressUse = true };
        try
        {
            listener.Start();
            return true;
        }
        catch (SocketException)
        {
            return false;
        }
    }
}
