namespace ImapApi.IntegrationTests.Faults;

/// <summary>Reads lines off a stream as they are, with their ends.</summary>
internal sealed class WireLines(Stream stream, CancellationToken stop)
{
    private readonly byte[] _buffer = new byte[16 * 1024];
    private int _start;
    private int _end;

    public Stream Stream => stream;

    /// <exception cref="EndOfStreamException">The other side has closed.</exception>
    public async Task<byte[]> ReadAsync()
    {
        var line = new MemoryStream();
        while (true)
        {
            if (_start == _end)
            {
                (_start, _end) = (0, await stream.ReadAsync(_buffer, stop));
                if (_end == 0)
                    throw new EndOfStreamException();
            }

            var end = _buffer.AsSpan(_start, _end - _start).IndexOf((byte)'\n');
            var count = end < 0 ? _end - _start : end + 1;
            line.Write(_buffer, _start, count);
            _start += count;
            if (end >= 0)
                return line.ToArray();
        }
    }

    /// <summary>All lines of one answer.</summary>
    public async Task<byte[]> ReadReplyAsync()
    {
        var reply = new MemoryStream();
        while (true)
        {
            var line = await ReadAsync();
            reply.Write(line);
            if (line.Length < 4 || line[3] != '-')
                return reply.ToArray();
        }
    }

    public async Task WriteAsync(ReadOnlyMemory<byte> bytes)
    {
        await stream.WriteAsync(bytes, stop);
        await stream.FlushAsync(stop);
    }

    /// <summary>Takes what comes, until the other side closes.</summary>
    public async Task DrainAsync()
    {
        while (await stream.ReadAsync(_buffer, stop) > 0)
            _start = _end = 0;
    }
}
