using ImapApi.Application.Errors;
using ImapApi.Domain.Messages;
using ImapApi.Infrastructure.Imap.Fetching;
using ImapApi.Infrastructure.Imap.Workers;

namespace ImapApi.Infrastructure.Imap.Operations;

/// <summary>The decoded bytes of several small parts, one command each; long, so that the watcher stays free.</summary>
internal sealed class FetchParts(MessageId message, IReadOnlyList<PartNumber> parts) : IImapOperation<IReadOnlyList<byte[]>>, IIsolatesPoison
{
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
            contents.Add(await PartBytes.ReadAsync(connection, message.Uid, leaf, cancellationToken));
        }

        return contents;
    }
}
