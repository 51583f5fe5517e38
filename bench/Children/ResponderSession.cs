using System.Collections.Concurrent;
using System.Globalization;
using System.Net.Sockets;
using System.Text;

namespace ImapApi.Bench.Children;

/// <summary>One connection to the <see cref="Responder"/>: as much IMAP as the program speaks to a server without extensions but IDLE.</summary>
internal sealed class ResponderSession(Socket socket, ConcurrentQueue<ResponderSession> idle) : IDisposable
{
    private const int Few = 20;
    private const int LongestLine = 4096;

    private readonly SemaphoreSlim _writing = new(1);
    private readonly byte[] _buffer = new byte[LongestLine];
    private ResponderMailbox _mailbox = new(Few);
    private string? _idleTag;
    private int _length;

    public async Task RunAsync()
    {
        try
        {
            await SayAsync("* OK [CAPABILITY IMAP4rev1 SASL-IR AUTH=PLAIN LITERAL+ IDLE UIDPLUS NAMESPACE] ready\r\n");
            while (await ReadLineAsync() is { } line)
            {
                if (!await AnswerAsync(line))
                    break;
            }
        }
        catch (Exception ended) when (ended is SocketException or ObjectDisposedException)
        {
            // The program has gone.
        }

        Dispose();
    }

    public void Dispose()
    {
        socket.Dispose();
        _writing.Dispose();
    }

    /// <summary>One more message, told while the client idles.</summary>
    /// <returns>False when it does not idle any more.</returns>
    public async Task<bool> DeliverAsync()
    {
        if (Volatile.Read(ref _idleTag) is null || !socket.Connected)
            return false;
        _mailbox.Count++;
        await SayAsync($"* {_mailbox.Count} EXISTS\r\n");
        return true;
    }

    private async Task<bool> AnswerAsync(string line)
    {
        if (line.Equals("DONE", StringComparison.OrdinalIgnoreCase) && Interlocked.Exchange(ref _idleTag, null) is { } idling)
        {
            await SayAsync($"{idling} OK done\r\n");
            return true;
        }

        var words = line.Split(' ', 3);
        var (tag, verb, rest) = (words[0], words.Length > 1 ? words[1].ToUpperInvariant() : "", words.Length > 2 ? words[2] : "");
        if (verb == "UID")
        {
            var split = rest.Split(' ', 2);
            (verb, rest) = ("UID " + split[0].ToUpperInvariant(), split[1]);
        }

        switch (verb)
        {
            case "AUTHENTICATE":
                Enter(Encoding.UTF8.GetString(Convert.FromBase64String(rest.Split(' ')[1])).Split('\0')[1]);
                await SayAsync($"{tag} OK [CAPABILITY IMAP4rev1 IDLE UIDPLUS NAMESPACE] welcome\r\n");
                return true;
            case "CAPABILITY":
                await SayAsync($"* CAPABILITY IMAP4rev1 IDLE UIDPLUS NAMESPACE\r\n{tag} OK done\r\n");
                return true;
            case "NAMESPACE":
                await SayAsync($"* NAMESPACE ((\"\" \"/\")) NIL NIL\r\n{tag} OK done\r\n");
                return true;
            case "LIST":
                await SayAsync($"* LIST (\\HasNoChildren) \"/\" INBOX\r\n{tag} OK done\r\n");
                return true;
            case "SELECT" or "EXAMINE":
                await SayAsync($"* FLAGS (\\Answered \\Flagged \\Deleted \\Seen \\Draft)\r\n* {_mailbox.Count} EXISTS\r\n* 0 RECENT\r\n* OK [UIDVALIDITY 1] ok\r\n" +
                    $"* OK [UIDNEXT {_mailbox.UidNext}] ok\r\n* OK [PERMANENTFLAGS (\\Answered \\Flagged \\Deleted \\Seen \\Draft \\*)] ok\r\n{tag} OK [READ-WRITE] done\r\n");
                return true;
            case "STATUS":
                await SayAsync($"* STATUS INBOX (MESSAGES {_mailbox.Count} UIDNEXT {_mailbox.UidNext} UIDVALIDITY 1 UNSEEN 0)\r\n{tag} OK done\r\n");
                return true;
            case "FETCH" or "UID FETCH":
                var set = rest.Split(' ', 2);
                foreach (var piece in _mailbox.Fetch(set[0], set[1], byUid: verb == "UID FETCH"))
                    await SayAsync(piece);
                await SayAsync($"{tag} OK done\r\n");
                return true;
            case "UID SEARCH":
                foreach (var piece in _mailbox.Uids())
                    await SayAsync(piece);
                await SayAsync($"{tag} OK done\r\n");
                return true;
            case "IDLE":
                await SayAsync("+ idling\r\n");
                Volatile.Write(ref _idleTag, tag);
                idle.Enqueue(this);
                return true;
            case "LOGOUT":
                await SayAsync($"* BYE bye\r\n{tag} OK done\r\n");
                return false;
            case "NOOP" or "ENABLE" or "ID" or "CHECK":
                await SayAsync($"{tag} OK done\r\n");
                return true;
            default:
                await SayAsync($"{tag} BAD not here\r\n");
                return true;
        }
    }

    private void Enter(string user)
    {
        var count = user.StartsWith('m') && int.TryParse(user[1..].Split('-')[0], NumberStyles.None, CultureInfo.InvariantCulture, out var wanted) ? wanted : Few;
        _mailbox = new ResponderMailbox(count);
    }

    private async Task SayAsync(string text)
    {
        await _writing.WaitAsync();
        try
        {
            var bytes = Encoding.ASCII.GetBytes(text).AsMemory();
            while (bytes.Length > 0)
                bytes = bytes[await socket.SendAsync(bytes)..];
        }
        finally
        {
            _writing.Release();
        }
    }

    private async Task<string?> ReadLineAsync()
    {
        while (true)
        {
            var end = Array.IndexOf(_buffer, (byte)'\n', 0, _length);
            if (end >= 0)
            {
                var line = Encoding.ASCII.GetString(_buffer, 0, end).TrimEnd('\r');
                _length -= end + 1;
                Array.Copy(_buffer, end + 1, _buffer, 0, _length);
                return line;
            }

            if (_length == _buffer.Length)
                return null;
            var count = await socket.ReceiveAsync(_buffer.AsMemory(_length));
            if (count == 0)
                return null;
            _length += count;
        }
    }
}
