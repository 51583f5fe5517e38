using ImapApi.Application.Errors;
using ImapApi.Application.Messages;
using ImapApi.Domain.Accounts;
using ImapApi.Domain.Mailboxes;
using ImapApi.Domain.Messages;
using ImapApi.Infrastructure.Imap.Fetching;
using ImapApi.Infrastructure.Imap.Operations;
using ImapApi.Infrastructure.Imap.Workers;

namespace ImapApi.Infrastructure.Imap;

/// <summary>
/// Finds the messages, then changes them in chunks, each an operation at the account's worker: other requests come in between, and what was done before a
/// failure is known.
/// </summary>
internal sealed class ImapMessageSets(IAccountWorkers workers) : IMessageSets
{
    /// <summary>10,000 in three steps.</summary>
    private const int ChangedAtOnce = FetchPieces.Rows;

    /// <summary>A server may take a while for each.</summary>
    private const int MovedAtOnce = 1000;

    public async Task<BulkChange> UpdateAsync(AccountId account, MailboxPath path, MessageSelection selection, MessageChange change, CancellationToken cancellationToken)
    {
        var found = await FindAsync(account, path, selection, cancellationToken);
        var (changed, unchanged) = (new HashSet<uint>(), new List<uint>());
        var failure = await EachAsync(account, found, ChangedAtOnce, chunk => new ChangeMany(found, chunk, change), done =>
        {
            changed.UnionWith(done.Changed);
            unchanged.AddRange(done.Unchanged);
        }, cancellationToken);
        var gone = failure is null ? found.Uids.Except(changed).Except(unchanged) : [];
        return new BulkChange(found.Uids.Count, changed.Count, [.. unchanged.Select(found.IdOf)], [.. Missing(found, selection), .. gone.Select(found.IdOf)], failure);
    }

    public Task<BulkTransfer> MoveAsync(AccountId account, MailboxPath path, MessageSelection selection, MailboxPath destination, CancellationToken cancellationToken) =>
        TransferAsync(account, path, selection, destination, isCopy: false, cancellationToken);

    public Task<BulkTransfer> CopyAsync(AccountId account, MailboxPath path, MessageSelection selection, MailboxPath destination, CancellationToken cancellationToken) =>
        TransferAsync(account, path, selection, destination, isCopy: true, cancellationToken);

    public async Task<BulkDeletion> DeleteAsync(AccountId account, MailboxPath path, MessageSelection selection, bool force, CancellationToken cancellationToken)
    {
        var found = await FindAsync(account, path, selection, cancellationToken);
        var (expunged, moved, destination) = (0, new List<MovedMessage>(), (MailboxPath?)null);
        var failure = await EachAsync(account, found, MovedAtOnce, chunk => new DeleteMany(found, chunk, force), done =>
        {
            expunged += done.Expunged;
            destination ??= done.Destination;
            moved.AddRange(done.Moved);
        }, cancellationToken);
        return new BulkDeletion(found.Uids.Count, expunged, destination, moved, Missing(found, selection), failure);
    }

    private async Task<BulkTransfer> TransferAsync(
        AccountId account, MailboxPath path, MessageSelection selection, MailboxPath destination, bool isCopy, CancellationToken cancellationToken)
    {
        var found = await FindAsync(account, path, selection, cancellationToken);
        var (resolved, moved) = (destination, new List<MovedMessage>());
        var failure = await EachAsync(account, found, MovedAtOnce, chunk => new TransferMany(found, chunk, destination, isCopy), done =>
        {
            resolved = done.Destination;
            moved.AddRange(done.Moved);
        }, cancellationToken);
        var gone = failure is null ? found.Uids.Select(found.IdOf).Except(moved.Select(message => message.From)) : [];
        return new BulkTransfer(resolved, found.Uids.Count, moved, [.. Missing(found, selection), .. gone], failure);
    }

    private Task<FoundMessages> FindAsync(AccountId account, MailboxPath path, MessageSelection selection, CancellationToken cancellationToken) =>
        workers.RunAsync(account, new FindMessages(path, selection), cancellationToken);

    /// <returns>What ended it early; it is thrown instead when nothing had been done.</returns>
    private async Task<BulkFailure?> EachAsync<T>(
        AccountId account, FoundMessages found, int atOnce, Func<uint[], IImapOperation<T>> operation, Action<T> took, CancellationToken cancellationToken)
    {
        var isFirst = true;
        try
        {
            foreach (var chunk in found.Uids.Chunk(atOnce))
            {
                took(await workers.RunAsync(account, operation(chunk), cancellationToken));
                isFirst = false;
            }

            return null;
        }
        catch (ImapApiException failure) when (!isFirst)
        {
            return new BulkFailure(failure.Code, failure.Message, failure.ServerResponse);
        }
    }

    private static IReadOnlyList<MessageId> Missing(FoundMessages found, MessageSelection selection)
    {
        if (selection.Ids is not { } ids)
            return [];
        var present = found.Uids.Select(found.IdOf).ToHashSet();
        return [.. ids.Distinct().Where(id => !present.Contains(id))];
    }
}
