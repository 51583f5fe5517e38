using ImapApi.Application.Errors;
using ImapApi.Domain.Messages;
using ImapApi.Infrastructure.Imap.Bounces;
using ImapApi.Infrastructure.Imap.Fetching;
using ImapApi.Infrastructure.Imap.Mapping;
using ImapApi.Infrastructure.Imap.Workers;
using MailKit;
using MessageSummary = ImapApi.Domain.Messages.MessageSummary;

namespace ImapApi.Infrastructure.Imap.Operations;

/// <summary>One message: a FETCH of everything but its body, which leaves out the structure when it is known; then what was asked for beside.</summary>
internal sealed class FetchMessage(MessageId message, DetailsRequest request) : IImapOperation<FetchedMessage>, IIsolatesPoison
{
    private readonly SummaryReader _reader = new();
    private Step _step;
    private bool _isCareful;
    private bool _headersArePoison;
    private bool _previewIsPoison;
    private bool _contentsArePoison;

    private enum Step
    {
        Everything,
        Summary,
        Headers,
        Text,
        Preview,
        Contents,
    }

    public MailboxTarget Target { get; } = MailboxTarget.Read(message.Mailbox);

    public bool TryRecover(Exception exception)
    {
        if (exception is OperationCanceledException or TimeoutException || _step == Step.Text)
            return false;
        if (_step == Step.Preview)
            return !_previewIsPoison && (_previewIsPoison = true);
        if (_step == Step.Contents)
            return !_contentsArePoison && (_contentsArePoison = true);
        if (_step == Step.Summary)
            return _reader.TryRecover(exception);
        _isCareful = true;
        // Twice: the first time it may have been the structure, or any other reason that connections break for.
        var again = !_headersArePoison;
        _headersArePoison = _step == Step.Headers;
        return again;
    }

    public async Task<FetchedMessage> RunAsync(ImapConnection connection, CancellationToken cancellationToken)
    {
        var details = _isCareful ? await ReadCarefullyAsync(connection, cancellationToken) : await ReadAsync(connection, Step.Everything, cancellationToken);
        if (request.WithPreview && !_previewIsPoison)
        {
            _step = Step.Preview;
            details = details with { Summary = (await PreviewReader.AddAsync(connection, [details.Summary], cancellationToken))[0] };
        }

        var leaves = details.Summary.Outline.Leaves;
        if (request.Text is { } text)
        {
            _step = Step.Text;
            details = details with { Text = await BodyTextReader.ReadAsync(connection, message.Uid, Body(leaves, "text/plain"), Body(leaves, "text/html"), text, cancellationToken) };
        }

        if (!request.WithContents || _contentsArePoison)
            return new FetchedMessage(details);
        _step = Step.Contents;
        return new FetchedMessage(
            details, await CalendarPart.ReadAsync(connection, details.Summary.Outline, cancellationToken), await BounceFetch.ReadAsync(connection, details.Summary.Outline, cancellationToken));
    }

    private async Task<MessageDetails> ReadAsync(ImapConnection connection, Step step, CancellationToken cancellationToken)
    {
        _step = step;
        var selected = connection.Selected!;
        var isKnown = connection.Outlines.TryGet(connection.Account, selected.Number, message.Uid, out var outline);
        var items = isKnown || step == Step.Headers ? FetchItems.Headers(connection) : FetchItems.Everything(connection);
        var rows = await selected.Folder.FetchAsync([new UniqueId(message.Uid.Value)], items, cancellationToken);
        var row = rows.FirstOrDefault(row => row.UniqueId.Id == message.Uid.Value && row.Headers is not null) ?? throw NotFoundException.ForMessage(connection.Account);
        if (outline is null)
        {
            outline = SummaryMapper.ToOutline(row);
            if (step == Step.Everything)
                connection.Outlines.Add(connection.Account, selected.Number, outline);
        }

        return new MessageDetails(new MessageSummary(message, outline, FlagMapper.ToFlagSet(row), SummaryMapper.Labels(row)), HeaderMapper.Map(row.Headers!), Text: null);
    }

    /// <summary>After a broken connection: the summary, as far as a listing could say it, then the whole header, each by itself.</summary>
    private async Task<MessageDetails> ReadCarefullyAsync(ImapConnection connection, CancellationToken cancellationToken)
    {
        _step = Step.Summary;
        if (await _reader.ReadAsync(connection, [new UniqueId(message.Uid.Value)], cancellationToken) is not [var summary])
            throw NotFoundException.ForMessage(connection.Account);
        if (_headersArePoison)
            return new MessageDetails(summary, HeaderMapper.None, Text: null);
        return await ReadAsync(connection, Step.Headers, cancellationToken) with { Summary = summary };
    }

    private static BodyLeaf[] Body(IReadOnlyList<BodyLeaf> leaves, string contentType) =>
        [.. leaves.Where(leaf => !leaf.IsAttachment && leaf.ContentType == contentType)];
}
