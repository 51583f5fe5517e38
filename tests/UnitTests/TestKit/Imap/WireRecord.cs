using System.Text;

namespace ImapApi.TestKit.Imap;

/// <summary>The first bytes that came off the wire, of all connections, encrypted ones as they are.</summary>
internal sealed class WireRecord
{
    private const int Most = 1024 * 1024;

    private readonly Lock _lock = new();
    private readonly MemoryStream _bytes = new();

    /// <summary>One char per byte.</summary>
    public string Text
    {
        get
        {
            lock (_lock)
                return Encoding.Latin1.GetString(_bytes.ToArray());
        }
    }

    public void Add(ReadOnlySpan<byte> bytes)
    {
        lock (_lock)
            _bytes.Write(bytes[..(int)Math.Min(bytes.Length, Most - _bytes.Length)]);
    }
}
