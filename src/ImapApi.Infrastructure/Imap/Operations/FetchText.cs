using ImapApi.Application.Errors;
using ImapApi.Domain.Messages;
using ImapApi.Infrastructure.Imap.Fetching;
using ImapApi.Infrastructure.Imap.Workers;

namespace ImapApi.Infrastructure.Imap.Operations;

/// <summary>The text parts that a text id names.</summary>
internal sealed class FetchText(TextId text, TextRequest request) : IImapOperation<MessageText>, IIsolatesPoison
{
    private readonly SummaryReader _reader = new();

    public MailboxTarget Target { get; } = MailboxTarget.Read(text.Message.Mailbox);

    public bool TryRecover(Exception exception) => _reader.TryRecover(exception);

    public async Task<MessageText> RunAsync(ImapConnection connection, CancellationToken cancellationToken)
    {
        var outline = await _reader.ReadOutlineAsync(connection, text.Message.Uid, cancellationToken);
        var account = connection.Account;
        return await BodyTextReader.ReadAsync(connection, outline.Uid, Leaves(text.Plain), Leaves(text.Html), request, cancellationToken);

        // An id that names parts the message has not got was never given out for it.
        BodyLeaf[] Leaves(IReadOnlyList<PartNumber> parts) =>
            [.. parts.Distinct().Select(part => outline.Leaves.FirstOrDefault(leaf => leaf.Part == part) ?? throw NotFoundException.ForMessage(account))];
    }
}
