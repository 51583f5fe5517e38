using ImapApi.Application.Errors;
using ImapApi.Domain.Messages;
using ImapApi.Infrastructure.Imap.Fetching;
using ImapApi.Infrastructure.Imap.Mapping;
using ImapApi.Infrastructure.Imap.Workers;
using MailKit;

namespace ImapApi.Infrastructure.Imap.Operations;

/// <summary>UID STORE of Gmail's labels (X-GM-LABELS), then a look at what became of it.</summary>
internal sealed class StoreLabels(MessageId message, FlagChange change) : IImapOperation<FlagChangeResult>
{
    public MailboxTarget Target { get; } = MailboxTarget.Change(message.Mailbox);

    /// <summary>A label is a mailbox: the message comes or goes there.</summary>
    public bool ChangesMailboxes => true;

    public async Task<FlagChangeResult> RunAsync(ImapConnection connection, CancellationToken cancellationToken)
    {
        UniqueId[] uid = [new(message.Uid.Value)];
        await Stores.LabelsAsync(connection, uid, change, cancellationToken);
        var rows = await connection.Selected!.Folder.FetchAsync(uid, FetchItems.Flags(connection), cancellationToken);
        var row = rows.FirstOrDefault(row => row.UniqueId.Id == message.Uid.Value && row.Fields.HasFlag(MessageSummaryItems.GMailLabels))
            ?? throw NotFoundException.ForMessage(connection.Account);
        connection.Selected!.Observer.Note(row);
        return change.ResultIn(FlagSet.Create(SummaryMapper.Labels(row) ?? []));
    }
}
