using ImapApi.Application.Errors;
using ImapApi.Application.Messages;
using ImapApi.Domain.Accounts;
using ImapApi.Domain.Bounces;
using ImapApi.Domain.Changes;
using ImapApi.Domain.Mailboxes;
using ImapApi.Domain.Messages;
using ImapApi.Domain.Submissions;
using ImapApi.Infrastructure.Imap.Bounces;
using ImapApi.Infrastructure.Imap.Fetching;
using ImapApi.Infrastructure.Imap.Operations;
using ImapApi.Infrastructure.Imap.Workers;
using ImapApi.Infrastructure.Mime;
using ImapApi.Infrastructure.Mime.Bounces;

namespace ImapApi.Infrastructure.Imap;

/// <summary>Messages on IMAP servers: every call is an operation at the account's worker, a download one for each range.</summary>
internal sealed class ImapMessageStore(IAccountWorkers workers, IBouncedOriginals originals) : IMessageStore
{
    public Task<MessagePage> ListAsync(AccountId account, MailboxPath path, PageRequest page, MessageSearch? search, CancellationToken cancellationToken) =>
        workers.RunAsync<MessagePage>(
            account,
            search is not null ? new SearchMessagePage(MailboxTarget.Read(path), page, search)
                : page.Cursor is { } cursor ? new FetchPageAtCursor(MailboxTarget.Read(path), page, cursor)
                : new FetchMessagePage(MailboxTarget.Read(path), page),
            cancellationToken);

    public Task<MergedPage> SearchAllAsync(AccountId account, PageRequest page, MergedCursor? cursor, MessageSearch search, CancellationToken cancellationToken) =>
        workers.RunAsync(account, new SearchAll(page, cursor, search), cancellationToken);

    public Task<MailboxDelta> GetChangesAsync(AccountId account, MailboxPath path, DeltaToken? since, int limit, CancellationToken cancellationToken) =>
        workers.RunAsync(account, new FetchDelta(path, since, limit), cancellationToken);

    public Task<ThreadPage> ListThreadsAsync(AccountId account, MailboxPath path, PageRequest page, CancellationToken cancellationToken) =>
        workers.RunAsync(account, new FetchThreads(MailboxTarget.Read(path), page), cancellationToken);

    public async Task<MessageDetails> GetAsync(AccountId account, MessageId message, DetailsRequest request, CancellationToken cancellationToken)
    {
        var fetched = await workers.RunAsync(account, new FetchMessage(message, request), cancellationToken);
        return fetched.Details with
        {
            Calendar = fetched.Calendar is { } calendar ? CalendarPart.Interpret(calendar) : null,
            Bounce = fetched.Bounce is { } source && BounceReader.Read(source) is { } bounce ? await IdentifyAsync(account, bounce, cancellationToken) : null,
        };
    }

    public Task<MessageText> GetTextAsync(AccountId account, TextId text, TextRequest request, CancellationToken cancellationToken) =>
        workers.RunAsync(account, new FetchText(text, request), cancellationToken);

    public async Task<Stream> OpenSourceAsync(AccountId account, MessageId message, CancellationToken cancellationToken)
    {
        var first = await workers.RunAsync(account, new FetchRange(message, part: null, offset: 0, RangeStream.FirstCount), cancellationToken);
        return Continue(account, message, part: null, first);
    }

    public async Task<AttachmentContent> OpenAttachmentAsync(AccountId account, AttachmentId attachment, CancellationToken cancellationToken)
    {
        var (leaf, first) = await workers.RunAsync(account, new FetchPart(attachment, RangeStream.FirstCount), cancellationToken);
        var encoded = Continue(account, attachment.Message, leaf.Part, first);
        return new AttachmentContent(leaf.ContentType, leaf.FileName, TransferEncodings.Decode(encoded, leaf.TransferEncoding));
    }

    public Task<IReadOnlyList<byte[]>> ReadPartsAsync(AccountId account, MessageId message, IReadOnlyList<PartNumber> parts, CancellationToken cancellationToken) =>
        workers.RunAsync(account, new FetchParts(message, parts), cancellationToken);

    public async Task<UploadedMessage> UploadAsync(
        AccountId account, MailboxPath path, IContent message, IReadOnlyList<string> flags, DateTimeOffset? internalDate, CancellationToken cancellationToken)
    {
        using var raw = await RawMessage.ReadAsync(message, cancellationToken);
        return await workers.RunAsync(account, new Append(path, raw, flags, internalDate), cancellationToken);
    }

    public Task<FlagChangeResult> UpdateFlagsAsync(AccountId account, MessageId message, FlagChange change, CancellationToken cancellationToken) =>
        workers.RunAsync(account, new StoreFlags(message, change), cancellationToken);

    public Task<FlagChangeResult> UpdateLabelsAsync(AccountId account, MessageId message, FlagChange change, CancellationToken cancellationToken) =>
        workers.RunAsync(account, new StoreLabels(message, change), cancellationToken);

    public Task<MessageTransfer> MoveAsync(AccountId account, MessageId message, MailboxPath destination, CancellationToken cancellationToken) =>
        workers.RunAsync(account, new TransferOne(message, destination, isCopy: false), cancellationToken);

    public Task<MessageTransfer> CopyAsync(AccountId account, MessageId message, MailboxPath destination, CancellationToken cancellationToken) =>
        workers.RunAsync(account, new TransferOne(message, destination, isCopy: true), cancellationToken);

    public Task<MessageDeletion> DeleteAsync(AccountId account, MessageId message, bool force, CancellationToken cancellationToken) =>
        workers.RunAsync(account, new DeleteOne(message, force), cancellationToken);

    private async Task<Bounce> IdentifyAsync(AccountId account, Bounce bounce, CancellationToken cancellationToken)
    {
        try
        {
            return bounce with { Original = await originals.FindAsync(account, bounce.Original, cancellationToken) };
        }
        catch (StoreUnavailableException)
        {
            // The message itself is not in the store, and can be shown.
            return bounce;
        }
    }

    private RangeStream Continue(AccountId account, MessageId message, PartNumber? part, Stream first) =>
        new(first, RangeStream.FirstCount, (offset, count, cancelled) => workers.RunAsync(account, new FetchRange(message, part, offset, count), cancelled));
}
