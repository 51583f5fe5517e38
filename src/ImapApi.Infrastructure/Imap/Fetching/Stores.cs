using ImapApi.Application.Errors;
using ImapApi.Domain.Messages;
using ImapApi.Infrastructure.Imap.Mapping;
using ImapApi.Infrastructure.Imap.Workers;
using MailKit;

namespace ImapApi.Infrastructure.Imap.Fetching;

/// <summary>UID STORE of a change. What became of it has to be looked at: a server says OK also to what it does not keep.</summary>
internal static class Stores
{
    public static async Task FlagsAsync(IMailFolder folder, IList<UniqueId> uids, FlagChange change, CancellationToken cancellationToken)
    {
        foreach (var (action, flags) in Steps(change))
        {
            var (system, keywords) = FlagMapper.FromNames(flags);
            await folder.StoreAsync(uids, new StoreFlagsRequest(action, system, keywords) { Silent = true }, cancellationToken);
        }
    }

    public static async Task LabelsAsync(ImapConnection connection, IList<UniqueId> uids, FlagChange change, CancellationToken cancellationToken)
    {
        if (!connection.IsGmail)
            throw new MailServerRejectedException($"The mail server of account '{connection.Account}' has no labels: only Gmail has.", serverResponse: null);
        foreach (var (action, labels) in Steps(change))
            await connection.Selected!.Folder.StoreAsync(uids, new StoreLabelsRequest(action, labels) { Silent = true }, cancellationToken);
    }

    private static IEnumerable<(StoreAction Action, IReadOnlyList<string> Values)> Steps(FlagChange change)
    {
        if (change.Set is { } all)
            yield return (StoreAction.Set, all);
        if (change.Add is { Count: > 0 } added)
            yield return (StoreAction.Add, added);
        if (change.Delete is { Count: > 0 } deleted)
            yield return (StoreAction.Remove, deleted);
    }
}
