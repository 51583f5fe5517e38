using ImapApi.Domain.Messages;
using ImapApi.Infrastructure.Imap.Fetching;
using ImapApi.Infrastructure.Imap.Mapping;
using ImapApi.Infrastructure.Imap.Workers;
using MailKit;

namespace ImapApi.Infrastructure.Imap.Operations;

/// <summary>UID STORE for many messages, and one FETCH that shows what became of it: the UIDs that are as asked, and those that are not.</summary>
internal sealed class ChangeMany(FoundMessages found, IReadOnlyList<uint> uids, MessageChange change) : IImapOperation<(IReadOnlyList<uint> Changed, IReadOnlyList<uint> Unchanged)>
{
    public MailboxTarget Target { get; } = MailboxTarget.Change(found.Mailbox);

    public bool ChangesMailboxes => change.Labels is not null;

    public async Task<(IReadOnlyList<uint> Changed, IReadOnlyList<uint> Unchanged)> RunAsync(ImapConnection connection, CancellationToken cancellationToken)
    {
        var selected = connection.Selected!;
        UniqueId[] asked = [.. uids.Select(uid => new UniqueId(uid))];
        if (change.Flags is { } flags)
            await Stores.FlagsAsync(selected.Folder, asked, flags, cancellationToken);
        if (change.Labels is { } labels)
            await Stores.LabelsAsync(connection, asked, labels, cancellationToken);
        var (changed, unchanged) = (new List<uint>(uids.Count), new List<uint>());
        var rest = uids.ToHashSet();
        foreach (var row in await FetchPieces.FetchAsync(connection, asked, FetchItems.Flags(connection), cancellationToken))
        {
            if (!row.Fields.HasFlag(MessageSummaryItems.UniqueId | MessageSummaryItems.Flags) || !rest.Remove(row.UniqueId.Id))
                continue;
            // Only the watcher's notes are ever read.
            if (connection.Noted is not null)
                selected.Observer.Note(row);
            (IsAsAsked(row) ? changed : unchanged).Add(row.UniqueId.Id);
        }

        return (changed, unchanged);
    }

    private bool IsAsAsked(IMessageSummary row) =>
        change.Flags?.ResultIn(FlagMapper.ToFlagSet(row)).IsWhole != false && change.Labels?.ResultIn(FlagSet.Create(SummaryMapper.Labels(row) ?? [])).IsWhole != false;
}
