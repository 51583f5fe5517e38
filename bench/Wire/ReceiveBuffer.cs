using System.Net;
using System.Net.Sockets;

namespace ImapApi.Bench.Wire;

/// <summary>
/// A blocking socket with a buffer: one system call per read and no hop through the thread pool, because the client's own cost is part of every figure.
/// </summary>
internal sealed class ReceiveBuffer : IDisposable
{
    private readonly Socket _socket = new(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp)
    {
        NoDelay = true,
        ReceiveTimeout = 120_000,
        SendTimeout = 120_000,
    };

    private byte[] _bytes = new byte[128 * 1024];
    private int _start;
    private int _end;

    public ReceiveBuffer(int port) => _socket.Connect(IPAddress.Loopback, port);

    /// <summary>Bytes received since the connection was opened.</summary>
    public long Received { get; private set; }

    public ReadOnlySpan<byte> Unread => _bytes.AsSpan(_start, _end - _start);

    public void Send(ReadOnlySpan<byte> bytes)
    {
        while (!bytes.IsEmpty)
            bytes = bytes[_socket.Send(bytes)..];
    }

    /// <summary>Up to and including the line feed. Valid until the next call.</summary>
    public ReadOnlySpan<byte> ReadLine()
    {
        var searched = 0;
        while (true)
        {
            var at = Unread[searched..].IndexOf((byte)'\n');
            if (at >= 0)
            {
                var line = Unread[..(searched + at + 1)];
                _start += line.Length;
                return line;
            }

            searched = _end - _start;
            Receive();
        }
    }

    /// <summary>Reads past that many bytes; hands them out piece by piece where somebody wants them.</summary>
    public void Skip(long count, Stream? copy = null)
    {
        while (count > 0)
        {
            if (_start == _end)
                Receive();
            var piece = (int)Math.Min(count, _end - _start);
            copy?.Write(_bytes, _start, piece);
            _start += piece;
            count -= piece;
        }
    }

    public void Receive()
    {
        if (_start == _end)
            _start = _end = 0;
        if (_end == _bytes.Length)
            MakeRoom();
        var read = _socket.Receive(_bytes.AsSpan(_end));
        if (read == 0)
            throw new IOException("The server closed the connection.");
        _end += read;
        Received += read;
    }

    public void Dispose() => _socket.Dispose();

    private void MakeRoom()
    {
        var unread = Unread;
        if (_start == 0)
            Array.Resize(ref _bytes, _bytes.Length * 2);
        else
            unread.CopyTo(_bytes);
        _end -= _start;
        _start = 0;
    }
}
