using ImapApi.Application.Errors;
using ImapApi.Domain.Messages;
using ImapApi.Infrastructure.Imap.Fetching;
using ImapApi.Infrastructure.Imap.Mapping;
using ImapApi.Infrastructure.Imap.Workers;
using MailKit;

namespace ImapApi.Infrastructure.Imap.Operations;

/// <summary>
/// UID STORE, then a look at what became of it: the server says OK to a message that is gone, and to keywords it does not keep (PERMANENTFLAGS).
/// </summary>
internal sealed class StoreFlags(MessageId message, FlagChange change) : IImapOperation<FlagChangeResult>
{
    public MailboxTarget Target { get; } = MailboxTarget.Change(message.Mailbox);

    public async Task<FlagChangeResult> RunAsync(ImapConnection connection, CancellationToken cancellationToken)
    {
        var folder = connection.Selected!.Folder;
        UniqueId[] uid = [new(message.Uid.Value)];
        await Stores.FlagsAsync(folder, uid, change, cancellationToken);
        var rows = await folder.FetchAsync(uid, FetchItems.Flags(connection), cancellationToken);
        var row = rows.FirstOrDefault(row => row.UniqueId.Id == message.Uid.Value && row.Fields.HasFlag(MessageSummaryItems.Flags))
            ?? throw NotFoundException.ForMessage(connection.Account);
        connection.Selected!.Observer.Note(row);
        return change.ResultIn(FlagMapper.ToFlagSet(row));
    }
}
