using System.Net;

namespace ImapApi.IntegrationTests.BadInput;

/// <summary>A JSON string of blanks, as long as asked, that is never in memory; counts what was taken of it.</summary>
internal sealed class EndlessBody : HttpContent
{
    private static readonly byte[] Piece = [.. Enumerable.Repeat((byte)' ', 64 * 1024)];

    private readonly long _length;
    private readonly bool _announced;

    public EndlessBody(long length, bool announced)
    {
        (_length, _announced) = (length, announced);
        Headers.ContentType = new("application/json");
    }

    public long Sent { get; private set; }

    protected override async Task SerializeToStreamAsync(Stream stream, TransportContext? context)
    {
        while (Sent < _length)
        {
            await stream.WriteAsync(Piece);
            Sent += Piece.Length;
        }
    }

    protected override bool TryComputeLength(out long computed)
    {
        computed = _length;
        return _announced;
    }
}
