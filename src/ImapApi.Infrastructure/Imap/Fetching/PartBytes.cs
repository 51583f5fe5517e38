using ImapApi.Domain.Messages;
using ImapApi.Infrastructure.Imap.Workers;
using ImapApi.Infrastructure.Mime;

namespace ImapApi.Infrastructure.Imap.Fetching;

/// <summary>The decoded bytes of a small part, which is held in memory whole.</summary>
internal static class PartBytes
{
    /// <summary>One answer stays well below what a connection may be sent at once.</summary>
    private const int LargestRange = 1024 * 1024;

    public static async Task<byte[]> ReadAsync(ImapConnection connection, Uid uid, BodyLeaf leaf, CancellationToken cancellationToken)
    {
        using var encoded = new MemoryStream();
        for (var received = LargestRange; received == LargestRange && encoded.Length < leaf.EncodedSize;)
        {
            var before = encoded.Length;
            await using var range = await BodyRange.ReadAsync(connection, uid, leaf.Part, (int)before, LargestRange, cancellationToken);
            await range.CopyToAsync(encoded, cancellationToken);
            received = (int)(encoded.Length - before);
        }

        encoded.Position = 0;
        using var decoded = new MemoryStream();
        await using var decoding = TransferEncodings.Decode(encoded, leaf.TransferEncoding);
        await decoding.CopyToAsync(decoded, cancellationToken);
        return decoded.ToArray();
    }
}
