using ImapApi.Application.Errors;
using ImapApi.Domain.Messages;
using ImapApi.Infrastructure.Imap.Fetching;
using ImapApi.Infrastructure.Imap.Mapping;
using ImapApi.Infrastructure.Imap.Workers;
using MailKit;
using MessageSummary = ImapApi.Domain.Messages.MessageSummary;

namespace ImapApi.Infrastructure.Imap.Operations;

/// <summary>One message: a FETCH of everything but its body, which leaves out the structure when it is known; then its text, when asked for.</summary>
internal sealed class FetchMessage(MessageId message, TextRequest? text) : IImapOperation<MessageDetails>, IIsolatesPoison
{
    private readonly SummaryReader _reader = new();
    private Step _step;
    private bool _isCareful;
    private bool _headersArePoison;

    private enum Step
    {
        Everything,
        Summary,
        Headers,
        Text,
    }

    public MailboxTarget Target { get; } = MailboxTarget.Read(message.Mailbox);

    public bool TryRecover(Exception exception)
    {
        if (exception is OperationCanceledException or TimeoutException || _step == Step.Text)
            return false;
        if (_step == Step.Summary)
            return _reader.TryRecover(exception);
        _isCareful = true;
        // Twice: the first time it may have been the structure, or any other reason that connections break for.
        var again = !_headersArePoison;
        _headersArePoison = _step == Step.Headers;
        return again;
    }

    public async Task<MessageDetails> RunAsync(ImapConnection connection, CancellationToken cancellationToken)
    {
        var details = _isCareful ? await ReadCarefullyAsync(connection, cancellationToken) : await ReadAsync(connection, Step.Everything, cancellationToken);
        if (text is null)
            return details;
        _step = Step.Text;
        var leaves = details.Summary.Outline.Leaves;
        return details with { Text = await BodyTextReader.ReadAsync(connection, message.Uid, Body(leaves, "text/plain"), Body(leaves, "text/html"), text, cancellationToken) };
    }

    private async Task<MessageDetails> ReadAsync(ImapConnection connection, Step step, CancellationToken cancellationToken)
    {
        _step = step;
        var selected = connection.Selected!;
        var isKnown = connection.Outlines.TryGet(connection.Account, selected.Number, message.Uid, out var outline);
        var request = isKnown || step == Step.Headers ? FetchItems.Headers(connection) : FetchItems.Everything(connection);
        var rows = await selected.Folder.FetchAsync([new UniqueId(message.Uid.Value)], request, cancellationToken);
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
