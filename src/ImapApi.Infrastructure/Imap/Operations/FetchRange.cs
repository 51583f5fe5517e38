using ImapApi.Domain.Messages;
using ImapApi.Infrastructure.Imap.Fetching;
using ImapApi.Infrastructure.Imap.Workers;

namespace ImapApi.Infrastructure.Imap.Operations;

/// <summary>One range of a message (<paramref name="part"/> null) or of a part, as it stands on the server.</summary>
internal sealed class FetchRange(MessageId message, PartNumber? part, int offset, int count) : IImapOperation<Stream>
{
    public MailboxTarget Target { get; } = MailboxTarget.Read(message.Mailbox);

    /// <summary>What begins a download may answer at once; the rest must not keep the watcher from hearing of changes.</summary>
    public bool IsLong => offset > 0;

    public Task<Stream> RunAsync(ImapConnection connection, CancellationToken cancellationToken) =>
        BodyRange.ReadAsync(connection, message.Uid, part, offset, count, cancellationToken);
}
