using System.Buffers.Text;
using System.Text;

namespace ImapApi.Bench.Wire;

/// <summary>
/// One plain IMAP connection that sends a command and reads past its answer without looking at it: the floor, what the mail server and the loopback cost.
/// </summary>
internal sealed class ImapWire : IDisposable
{
    private readonly ReceiveBuffer _wire;

    public ImapWire(int port, string user, string password, string? mailbox = "INBOX")
    {
        _wire = new ReceiveBuffer(port);
        _wire.ReadLine();
        Run(Command($"LOGIN {user} {password}"));
        if (mailbox is not null)
            Run(Command($"SELECT {mailbox}"));
    }

    public static byte[] Command(string text) => Encoding.ASCII.GetBytes($"A {text}\r\n");

    /// <summary>Returns the bytes of the answer.</summary>
    public long Run(ReadOnlySpan<byte> command)
    {
        var before = _wire.Received;
        _wire.Send(command);
        while (true)
        {
            var line = _wire.ReadLine();
            if (line.StartsWith("A "u8))
                return line.StartsWith("A OK"u8) ? _wire.Received - before : throw new InvalidOperationException(Encoding.ASCII.GetString(line));
            if (line.EndsWith("}\r\n"u8))
                _wire.Skip(LiteralLength(line));
        }
    }

    /// <summary>Waits for changes from now on, as RFC 2177 has it.</summary>
    public void Idle()
    {
        _wire.Send("A IDLE\r\n"u8);
        _wire.ReadLine();
    }

    /// <summary>Ends <see cref="Idle"/>, then runs the command.</summary>
    public void LeaveIdle(ReadOnlySpan<byte> command)
    {
        _wire.Send("DONE\r\n"u8);
        while (!_wire.ReadLine().StartsWith("A "u8))
        {
        }

        Run(command);
    }

    public void Dispose() => _wire.Dispose();

    private static long LiteralLength(ReadOnlySpan<byte> line) =>
        Utf8Parser.TryParse(line[(line.LastIndexOf((byte)'{') + 1)..], out long length, out _) ? length : throw new InvalidDataException("Not a literal.");
}
