using System.Runtime.InteropServices;
using ImapApi.Domain.Submissions;

namespace ImapApi.Api.Binding;

/// <summary>Bytes of a request that are kept in memory.</summary>
internal sealed class MemoryContent(ReadOnlyMemory<byte> bytes) : IContent
{
    public long Length => bytes.Length;

    public Stream OpenRead() => MemoryMarshal.TryGetArray(bytes, out var array)
        ? new MemoryStream(array.Array!, array.Offset, array.Count, writable: false)
        : new MemoryStream(bytes.ToArray(), writable: false);
}
