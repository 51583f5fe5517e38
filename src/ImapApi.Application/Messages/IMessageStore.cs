using ImapApi.Domain.Accounts;
using ImapApi.Domain.Changes;
using ImapApi.Domain.Mailboxes;
using ImapApi.Domain.Messages;
using ImapApi.Domain.Submissions;

namespace ImapApi.Application.Messages;

/// <summary>
/// An account's messages, as its server has them now. Every call throws <see cref="Errors.NotFoundException"/> for an unknown account, mailbox or
/// message, <see cref="Errors.MailServerUnavailableException"/> while the account is not connected, <see cref="Errors.MailServerRejectedException"/> where
/// the server refuses, <see cref="Errors.BusyException"/> when the account's queue is full.
/// </summary>
public interface IMessageStore
{
    Task<MessagePage> ListAsync(AccountId account, MailboxPath path, PageRequest page, MessageSearch? search, CancellationToken cancellationToken);

    /// <summary>The messages that match in all mailboxes, each once.</summary>
    Task<MergedPage> SearchAllAsync(AccountId account, PageRequest page, MergedCursor? cursor, MessageSearch search, CancellationToken cancellationToken);

    /// <summary>What changed since; <see cref="Errors.CursorExpiredException"/> where that cannot be told.</summary>
    Task<MailboxDelta> GetChangesAsync(AccountId account, MailboxPath path, DeltaToken? since, int limit, CancellationToken cancellationToken);

    Task<ThreadPage> ListThreadsAsync(AccountId account, MailboxPath path, PageRequest page, CancellationToken cancellationToken);

    Task<MessageDetails> GetAsync(AccountId account, MessageId message, DetailsRequest request, CancellationToken cancellationToken);

    Task<MessageText> GetTextAsync(AccountId account, TextId text, TextRequest request, CancellationToken cancellationToken);

    /// <summary>The RFC 5322 bytes. The stream fetches ranges as it is read, and is disposed by the caller.</summary>
    Task<Stream> OpenSourceAsync(AccountId account, MessageId message, CancellationToken cancellationToken);

    /// <summary>The decoded bytes of a body part. The stream fetches ranges as it is read, and is disposed by the caller.</summary>
    Task<AttachmentContent> OpenAttachmentAsync(AccountId account, AttachmentId attachment, CancellationToken cancellationToken);

    /// <summary>The decoded bytes of small body parts, in their order.</summary>
    Task<IReadOnlyList<byte[]>> ReadPartsAsync(AccountId account, MessageId message, IReadOnlyList<PartNumber> parts, CancellationToken cancellationToken);

    /// <summary>Stores a message in a mailbox (APPEND), as it is but for its line ends, which become CRLF.</summary>
    /// <exception cref="Errors.ValidationFailedException"><paramref name="message"/> is none (key <c>raw</c>).</exception>
    Task<UploadedMessage> UploadAsync(AccountId account, MailboxPath path, IContent message, IReadOnlyList<string> flags, DateTimeOffset? internalDate, CancellationToken cancellationToken);

    Task<FlagChangeResult> UpdateFlagsAsync(AccountId account, MessageId message, FlagChange change, CancellationToken cancellationToken);

    /// <summary>Changes Gmail's labels; other servers have none, which is <see cref="Errors.MailServerRejectedException"/>.</summary>
    Task<FlagChangeResult> UpdateLabelsAsync(AccountId account, MessageId message, FlagChange change, CancellationToken cancellationToken);

    /// <param name="destination">A path or a special use.</param>
    Task<MessageTransfer> MoveAsync(AccountId account, MessageId message, MailboxPath destination, CancellationToken cancellationToken);

    /// <param name="destination">A path or a special use.</param>
    Task<MessageTransfer> CopyAsync(AccountId account, MessageId message, MailboxPath destination, CancellationToken cancellationToken);

    /// <summary>Moves to \Trash, or expunges where it is there already, there is none, or <paramref name="force"/> is given.</summary>
    Task<MessageDeletion> DeleteAsync(AccountId account, MessageId message, bool force, CancellationToken cancellationToken);
}
