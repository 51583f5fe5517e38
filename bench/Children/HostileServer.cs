using System.Net.Sockets;
using System.Text;
using ImapApi.TestKit;

namespace ImapApi.Bench.Children;

/// <summary>
/// An IMAP server that is decent until a mailbox is opened, and then misbehaves in the way that the user's name says, in a process of its own. Says its port on standard output,
/// and ends when its standard input does.
/// </summary>
internal static class HostileServer
{
    public static readonly IReadOnlyList<string> Ways = ["flood", "lines", "nest", "literal", "giant", "drip", "mute", "bye"];

    private static readonly byte[] Letters = [.. Enumerable.Repeat((byte)'x', 64 * 1024)];
    private static readonly byte[] Lines = Encoding.ASCII.GetBytes(string.Concat(Enumerable.Repeat("* OK still here\r\n", 4096)));
    private static readonly byte[] Opened = [.. Enumerable.Repeat((byte)'(', 64 * 1024)];

    public static async Task<int> RunAsync()
    {
        await using var listener = new LoopbackListener(client => _ = ServeAsync(client));
        listener.Start();
        await Console.Out.WriteLineAsync($"{listener.Port}");
        while (await Console.In.ReadLineAsync() is not null)
        {
        }

        return 0;
    }

    private static async Task ServeAsync(TcpClient client)
    {
        using var owned = client;
        var stream = client.GetStream();
        try
        {
            using var reader = new StreamReader(stream, Encoding.ASCII, leaveOpen: true);
            await SayAsync(stream, "* OK [CAPABILITY IMAP4rev1 SASL-IR AUTH=PLAIN] ready\r\n");
            var way = "";
            while (await reader.ReadLineAsync() is { } line && line.Split(' ') is [var tag, var verb, ..] words)
            {
                switch (verb.ToUpperInvariant())
                {
                    case "AUTHENTICATE":
                        way = Encoding.UTF8.GetString(Convert.FromBase64String(words[3])).Split('\0')[1].Split('-')[0];
                        await SayAsync(stream, $"{tag} OK [CAPABILITY IMAP4rev1] welcome\r\n");
                        break;
                    case "SELECT" or "EXAMINE":
                        await MisbehaveAsync(stream, way);
                        break;
                    case "LIST":
                        await SayAsync(stream, $"* LIST (\\HasNoChildren) \"/\" INBOX\r\n{tag} OK done\r\n");
                        break;
                    default:
                        await SayAsync(stream, $"{tag} OK done\r\n");
                        break;
                }
            }
        }
        catch (Exception ended) when (ended is IOException or SocketException or ObjectDisposedException)
        {
            // The program has had enough.
        }
    }

    private static async Task MisbehaveAsync(NetworkStream stream, string way)
    {
        switch (way)
        {
            case "flood":
                await RepeatAsync(stream, "* ", Letters);
                break;
            case "lines":
                await RepeatAsync(stream, "", Lines);
                break;
            case "nest":
                await RepeatAsync(stream, "* 1 FETCH ", Opened);
                break;
            case "literal":
                await RepeatAsync(stream, "* 1 FETCH (BODY[] {2000000000}\r\n", Letters);
                break;
            case "giant":
                await SayAsync(stream, "* 2147483647 EXISTS\r\n* OK [UIDVALIDITY 1]\r\n");
                await RepeatAsync(stream, "", Lines);
                break;
            case "drip":
                for (var count = 0; count < 3000; count++)
                {
                    await SayAsync(stream, "x");
                    await Task.Delay(TimeSpan.FromMilliseconds(20));
                }

                break;
            case "bye":
                await SayAsync(stream, "* BYE go away\r\n");
                stream.Close();
                break;
        }
    }

    private static async Task RepeatAsync(NetworkStream stream, string first, byte[] then)
    {
        await SayAsync(stream, first);
        while (true)
            await stream.WriteAsync(then);
    }

    private static ValueTask SayAsync(NetworkStream stream, string text) => stream.WriteAsync(Encoding.ASCII.GetBytes(text));
}
