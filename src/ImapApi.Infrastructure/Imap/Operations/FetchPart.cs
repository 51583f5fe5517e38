using ImapApi.Application.Errors;
using ImapApi.Domain.Messages;
using ImapApi.Infrastructure.Imap.Fetching;
using ImapApi.Infrastructure.Imap.Workers;

namespace ImapApi.Infrastructure.Imap.Operations;

/// <summary>What a part is, and its first bytes: one command when the structure is known, two otherwise.</summary>
internal sealed class FetchPart(AttachmentId attachment, int count) : IImapOperation<PartStart>, IIsolatesPoison
{
    private readonly SummaryReader _reader = new();

    public MailboxTarget Target { get; } = MailboxTarget.Read(attachment.Message.Mailbox);

    public bool TryRecover(Exception exception) => _reader.TryRecover(exception);

    public async Task<PartStart> RunAsync(ImapConnection connection, CancellationToken cancellationToken)
    {
        var outline = await _reader.ReadOutlineAsync(connection, attachment.Message.Uid, cancellationToken);
        var leaf = outline.Leaves.FirstOrDefault(leaf => leaf.Part == attachment.Part) ?? throw NotFoundException.ForAttachment(connection.Account);
        return new PartStart(leaf, await BodyRange.ReadAsync(connection, attachment.Message.Uid, leaf.Part, offset: 0, count, cancellationToken));
    }
}
