using ImapApi.Application.Errors;
using ImapApi.Domain.Messages;
using ImapApi.Infrastructure.Imap.Fetching;
using ImapApi.Infrastructure.Imap.Workers;
using ImapApi.Infrastructure.Mime;

namespace ImapApi.Infrastructure.Imap.Operations;

/// <summary>The decoded bytes of several small parts, one command each; long, so that the watcher stays free.</summary>
internal sealed class FetchParts(MessageId message, IReadOnlyList<PartNumber> parts) : IImapOperation<IReadOnlyList<byte[]>>, IIsolatesPoison
{
    /// <summary>One answer stays well below what a connection may be sent at once.</summary>
    private const int LargestRange = 1024 * 1024;

    private readonly SummaryReader _reader = new();

    public MailboxTarget Target { get; } = MailboxTarget.Read(message.Mailbox);

    public bool IsLong => true;

    public bool TryRecover(Exception exception) => _reader.TryRecover(exception);

    public async Task<IReadOnlyList<byte[]>> RunAsync(ImapConnection connection, CancellationToken cancellationToken)
    {
        var outline = await _reader.ReadOutlineAsync(connection, message.Uid, cancellationToken);
        var contents = new List<byte[]>(parts.Count);
        foreach (var part in parts)
        {
            var leaf = outline.Leaves.FirstOrDefault(leaf => leaf.Part == part) ?? throw NotFoundException.ForAttachment(connection.Account);
            contents.Add(await ReadAsync(connection, leaf, cancellationToken));
        }

        return contents;
    }

    private async Task<byte[]> ReadAsync(ImapConnection connection, BodyLeaf leaf, CancellationToken cancellationToken)
    {
        using var encoded = new MemoryStream();
        for (var received = LargestRange; received == LargestRange && encoded.Length < leaf.EncodedSize;)
        {
            var before = encoded.Length;
            await using var range = await BodyRange.ReadAsync(connection, message.Uid, leaf.Part, (int)before, LargestRange, cancellationToken);
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
