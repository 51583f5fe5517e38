using System.Text;
using ImapApi.TestKit.Imap;

namespace ImapApi.IntegrationTests.Hostile;

/// <summary>What hostile servers have in common.</summary>
internal static class Scripts
{
    /// <summary>What one account may take, whatever its server sends.</summary>
    public const long MostMemory = 32 * 1024 * 1024;

    private const int MostFlooded = 256 * 1024 * 1024;
    private const int Together = 16 * 1024;

    /// <summary>Reads on and answers nothing.</summary>
    public static async Task ListenAsync(Stream stream, CancellationToken stopping)
    {
        var bytes = new byte[4096];
        while (await stream.ReadAsync(bytes, stopping) > 0)
        {
            // The wire's record has them.
        }
    }

    /// <summary>Until the other side has had enough, but not without end.</summary>
    public static Task FloodAsync(Func<string, Task> write, string first, string piece) => FloodAsync(write, Enumerable.Repeat(piece, int.MaxValue).Prepend(first));

    public static Task FloodAsync(ImapReply reply, string first, string piece) => FloodAsync(text => reply.RawAsync(text), first, piece);

    public static Task FloodAsync(ImapReply reply, IEnumerable<string> pieces) => FloodAsync(text => reply.RawAsync(text), Gathered(pieces));

    private static async Task FloodAsync(Func<string, Task> write, IEnumerable<string> pieces)
    {
        var sent = 0L;
        try
        {
            foreach (var piece in pieces.TakeWhile(_ => sent < MostFlooded))
            {
                await write(piece);
                sent += Encoding.UTF8.GetByteCount(piece);
            }
        }
        catch (Exception closed) when (closed is IOException or OperationCanceledException or ObjectDisposedException)
        {
            // By the other side, or already by the session that has noticed it.
            return;
        }

        throw new InvalidOperationException($"It took all {MostFlooded} bytes.");
    }

    /// <summary>Small pieces are sent together.</summary>
    private static IEnumerable<string> Gathered(IEnumerable<string> pieces)
    {
        var gathered = new StringBuilder();
        foreach (var piece in pieces)
        {
            if (gathered.Append(piece).Length < Together)
                continue;
            yield return gathered.ToString();
            gathered.Clear();
        }
    }

    /// <summary>Answers a command with this instead, and then nothing.</summary>
    public static Action<ScriptedImapServer> Instead(string verb, string raw) => server => server.On(verb, (_, reply) => reply.RawAsync(Encoding.Latin1.GetBytes(raw)));

    /// <summary>Answers with these lines (<c>TAG</c> stands for the command's tag), and nothing else.</summary>
    public static Action<ScriptedImapServer> Lines(string verb, params string[] lines) => server => server.On(verb, async (command, reply) =>
    {
        foreach (var line in lines)
            await reply.RawAsync(Encoding.Latin1.GetBytes(line.Replace("TAG", command.Tag, StringComparison.Ordinal) + "\r\n"));
    });

    /// <summary>Slips these lines in before the proper answer.</summary>
    public static Action<ScriptedImapServer> Before(string verb, params string[] lines) => server => server.On(verb, async (_, reply) =>
    {
        foreach (var line in lines)
            await reply.RawAsync(Encoding.Latin1.GetBytes(line + "\r\n"));
        await reply.StandardAsync();
    });

    /// <summary>Says this to whoever idles.</summary>
    public static Func<ScriptedImapServer, Task> Pushes(string raw) => async server =>
    {
        foreach (var session in await server.WaitForIdleAsync())
            await session.WriteAsync(Encoding.Latin1.GetBytes(raw));
    };
}
