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
        await StoreAsync(StoreAction.Set, change.Set);
        await StoreAsync(StoreAction.Add, change.Add);
        await StoreAsync(StoreAction.Remove, change.Delete);

        var rows = await folder.FetchAsync(uid, FetchItems.Flags(connection), cancellationToken);
        var row = rows.FirstOrDefault(row => row.UniqueId.Id == message.Uid.Value && row.Fields.HasFlag(MessageSummaryItems.Flags))
            ?? throw NotFoundException.ForMessage(connection.Account);
        connection.Selected!.Observer.Note(row);
        var now = FlagMapper.ToFlagSet(row);
        // A flag that is both added and deleted ends deleted.
        return new FlagChangeResult(
            Added: change.Add is null ? null : change.Add.All(flag => now.Contains(flag) || change.Delete?.Contains(flag, StringComparer.OrdinalIgnoreCase) == true),
            Deleted: change.Delete is null ? null : !change.Delete.Any(now.Contains),
            Set: change.Set is null ? null : now.Equals(FlagSet.Create(change.Set)));

        async Task StoreAsync(StoreAction action, IReadOnlyList<string>? flags)
        {
            if (flags is null || (flags.Count == 0 && action != StoreAction.Set))
                return;
            var (system, keywords) = FlagMapper.FromNames(flags);
            await folder.StoreAsync(uid, new StoreFlagsRequest(action, system, keywords) { Silent = true }, cancellationToken);
        }
    }
}
