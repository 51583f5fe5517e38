using ImapApi.Domain.Messages;
using ImapApi.Infrastructure.Imap.Workers;
using MailKit;

namespace ImapApi.Infrastructure.Imap.Fetching;

/// <summary>When messages of the selected mailbox were received: asked only of those that were not listed before.</summary>
internal static class ReceivedDates
{
    private static readonly FetchRequest Request = new(MessageSummaryItems.UniqueId | MessageSummaryItems.InternalDate);

    /// <summary>Where each stands; one that is gone is absent.</summary>
    public static async Task<IReadOnlyList<MergedPlace>> PlacesAsync(ImapConnection connection, IReadOnlyList<UniqueId> uids, CancellationToken cancellationToken)
    {
        var selected = connection.Selected!;
        var places = new List<MergedPlace>(uids.Count);
        var unknown = new List<UniqueId>();
        foreach (var uid in uids)
        {
            if (connection.Outlines.TryGet(connection.Account, selected.Number, new Uid(uid.Id), out var outline) && outline.InternalDate is { } known)
                places.Add(new MergedPlace(known.ToUnixTimeSeconds(), selected.Number, uid.Id));
            else
                unknown.Add(uid);
        }

        if (unknown.Count == 0)
            return places;
        var asked = unknown.Select(uid => uid.Id).ToHashSet();
        foreach (var row in await FetchPieces.FetchAsync(connection, unknown, Request, cancellationToken))
        {
            if (row.InternalDate is { } received && asked.Remove(row.UniqueId.Id))
                places.Add(new MergedPlace(received.ToUnixTimeSeconds(), selected.Number, row.UniqueId.Id));
        }

        return places;
    }
}
