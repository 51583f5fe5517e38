using System.Buffers.Binary;
using System.Collections.Concurrent;
using System.Net;
using System.Net.Sockets;
using System.Text;

namespace ImapApi.TestKit.Dns;

/// <summary>A DNS server (RFC 1035) on a free UDP port of loopback: it knows what it was told, and says of the rest that it is not there.</summary>
internal sealed class DnsResponder : IAsyncDisposable
{
    private const int HeaderLength = 12;
    private const ushort Mx = 15;
    private const ushort Srv = 33;

    private readonly UdpClient _socket = new(new IPEndPoint(IPAddress.Loopback, 0));
    private readonly CancellationTokenSource _stopping = new();
    private readonly ConcurrentDictionary<(string Name, ushort Type), List<byte[]>> _records = new();
    private readonly Task _answering;

    public DnsResponder() => _answering = AnswerAsync();

    /// <summary>As <c>autoconfig.dns</c> takes it.</summary>
    public string Address => _socket.Client.LocalEndPoint!.ToString()!;

    /// <summary>The names that were asked for, without the dot at the end.</summary>
    public ConcurrentBag<string> Asked { get; } = [];

    /// <summary>What goes out instead of the honest answer: made of that and of the length of its question's end; null for silence.</summary>
    public Func<byte[], int, byte[]?> Spoil { get; set; } = (answer, _) => answer;

    public DnsResponder WithService(string name, int priority, int weight, int port, string target) => With(name, Srv, [.. Short(priority), .. Short(weight), .. Short(port), .. Name(target)]);

    public DnsResponder WithExchanger(string name, int preference, string target) => With(name, Mx, [.. Short(preference), .. Name(target)]);

    /// <summary>A resource record as it stands in an answer, of the name that was asked for.</summary>
    public static byte[] Record(ushort type, ReadOnlySpan<byte> data) => [0xC0, HeaderLength, .. Short(type), 0, 1, 0, 0, 0, 60, .. Short(data.Length), .. data];

    public async ValueTask DisposeAsync()
    {
        await _stopping.CancelAsync();
        await _answering;
        _socket.Dispose();
        _stopping.Dispose();
    }

    private static byte[] Short(int value)
    {
        var bytes = new byte[sizeof(ushort)];
        BinaryPrimitives.WriteUInt16BigEndian(bytes, (ushort)value);
        return bytes;
    }

    private static byte[] Name(string name) =>
        [.. name.Split('.', StringSplitOptions.RemoveEmptyEntries).SelectMany(label => (byte[])[(byte)label.Length, .. Encoding.ASCII.GetBytes(label)]), 0];

    private DnsResponder With(string name, ushort type, byte[] data)
    {
        _records.GetOrAdd((name, type), _ => []).Add(data);
        return this;
    }

    private async Task AnswerAsync()
    {
        try
        {
            while (true)
            {
                var question = await _socket.ReceiveAsync(_stopping.Token);
                if (Answer(question.Buffer) is { } answer)
                    await _socket.SendAsync(answer, question.RemoteEndPoint, _stopping.Token);
            }
        }
        catch (OperationCanceledException)
        {
            // It stops.
        }
    }

    private byte[]? Answer(byte[] question)
    {
        var labels = new List<string>();
        var at = HeaderLength;
        for (; question[at] != 0; at += question[at] + 1)
            labels.Add(Encoding.ASCII.GetString(question, at + 1, question[at]));
        var end = at + 1 + sizeof(ushort) + sizeof(ushort);
        var name = string.Join('.', labels);
        Asked.Add(name);
        var type = BinaryPrimitives.ReadUInt16BigEndian(question.AsSpan(at + 1));
        var records = _records.GetValueOrDefault((name, type), []);
        var isKnown = _records.Keys.Any(key => key.Name == name);
        // A response with recursion; NXDOMAIN for a name of which nothing is known.
        byte[] header = [question[0], question[1], 0x81, (byte)(isKnown ? 0x80 : 0x83), 0, 1, .. Short(records.Count), 0, 0, 0, 0];
        return Spoil([.. header, .. question.AsSpan(HeaderLength, end - HeaderLength), .. records.SelectMany(data => Record(type, data))], end);
    }
}
