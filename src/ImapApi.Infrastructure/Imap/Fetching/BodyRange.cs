using ImapApi.Application.Errors;
using ImapApi.Domain.Messages;
using ImapApi.Infrastructure.Imap.Workers;
using MailKit;

namespace ImapApi.Infrastructure.Imap.Fetching;

/// <summary>A piece of a message or of one of its parts, as it stands on the server: <c>BODY.PEEK[part]&lt;offset.count&gt;</c>.</summary>
internal static class BodyRange
{
    /// <param name="part">Null for the whole message.</param>
    /// <returns>At most <paramref name="count"/> bytes; fewer mean that there are no more.</returns>
    public static async Task<Stream> ReadAsync(ImapConnection connection, Uid uid, PartNumber? part, int offset, int count, CancellationToken cancellationToken)
    {
        var folder = connection.Selected!.Folder;
        var id = new UniqueId(uid.Value);
        // An operation may read many ranges: the guard's limit is for each.
        connection.Guard.BeginCommand(folder.Count);
        try
        {
            return part is { } number
                ? await folder.GetStreamAsync(id, number.Value, offset, count, cancellationToken)
                : await folder.GetStreamAsync(id, offset, count, cancellationToken);
        }
        catch (MessageNotFoundException)
        {
            throw NotFoundException.ForMessage(connection.Account);
        }
    }
}
