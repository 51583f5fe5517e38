using System.Buffers.Text;
using System.Diagnostics;
using System.Text;

namespace ImapApi.Bench.Wire;

/// <summary>One keep-alive HTTP/1.1 connection. Allocates nothing per request, and understands just what is needed: lengths and chunks.</summary>
internal sealed class HttpWire(int port) : IDisposable
{
    private readonly ReceiveBuffer _wire = new(port);

    public static byte[] Get(string path) => Encoding.ASCII.GetBytes($"GET {path} HTTP/1.1\r\nHost: 127.0.0.1\r\n\r\n");

    public static byte[] Delete(string path) => Encoding.ASCII.GetBytes($"DELETE {path} HTTP/1.1\r\nHost: 127.0.0.1\r\n\r\n");

    public static byte[] Post(string path, string json) => WithBody("POST", path, json);

    public static byte[] Put(string path, string json) => WithBody("PUT", path, json);

    private static byte[] WithBody(string method, string path, string json)
    {
        var body = Encoding.UTF8.GetBytes(json);
        var head = $"{method} {path} HTTP/1.1\r\nHost: 127.0.0.1\r\nContent-Type: application/json\r\nContent-Length: {body.Length}\r\n\r\n";
        return [.. Encoding.ASCII.GetBytes(head), .. body];
    }

    /// <summary>Sends and reads to the end of the answer.</summary>
    /// <param name="request">Made by one of the functions above.</param>
    /// <param name="body">Where the body goes; null: counted only.</param>
    public HttpAnswer Send(ReadOnlySpan<byte> request, Stream? body = null)
    {
        _wire.Send(request);
        var status = Number(_wire.ReadLine()["HTTP/1.1 ".Length..]);
        var firstByteAt = Stopwatch.GetTimestamp();
        var length = 0L;
        var chunked = false;
        var roundTrips = 0;
        for (var line = _wire.ReadLine(); line.Length > 2; line = _wire.ReadLine())
        {
            if (Is(line, "Content-Length: "u8))
                length = Number(line["Content-Length: ".Length..]);
            else if (Is(line, "Transfer-Encoding: chunked"u8))
                chunked = true;
            else if (Is(line, "Server-Timing: "u8) && line.IndexOf("roundtrips;desc="u8) is > 0 and var at)
                roundTrips = (int)Number(line[(at + "roundtrips;desc=".Length)..]);
        }

        if (chunked)
            length = SkipChunks(body);
        else
            _wire.Skip(length, body);
        return new HttpAnswer((int)status, length, firstByteAt, roundTrips);
    }

    /// <summary>Sends; anything but 200 ends the run, because a fast error is not a figure.</summary>
    public HttpAnswer SendOk(ReadOnlySpan<byte> request, Stream? body = null)
    {
        var answer = Send(request, body);
        return answer.Status == 200
            ? answer
            : throw new InvalidOperationException($"{answer.Status} to {Encoding.ASCII.GetString(request)}");
    }

    public void Dispose() => _wire.Dispose();

    private long SkipChunks(Stream? body)
    {
        var total = 0L;
        while (true)
        {
            var line = _wire.ReadLine();
            if (!Utf8Parser.TryParse(line, out long size, out _, 'x'))
                throw new InvalidDataException("Not a chunk size.");
            _wire.Skip(size, body);
            _wire.Skip(2);
            if (size == 0)
                return total;
            total += size;
        }
    }

    private static bool Is(ReadOnlySpan<byte> line, ReadOnlySpan<byte> start) =>
        line.Length >= start.Length && Ascii.EqualsIgnoreCase(line[..start.Length], start);

    private static long Number(ReadOnlySpan<byte> text) =>
        Utf8Parser.TryParse(text, out long number, out _) ? number : throw new InvalidDataException("Not a number.");
}
