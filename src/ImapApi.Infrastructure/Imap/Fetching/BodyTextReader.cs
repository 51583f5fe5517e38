using System.Text;
using ImapApi.Domain.Messages;
using ImapApi.Infrastructure.Imap.Workers;
using ImapApi.Infrastructure.Mime;

namespace ImapApi.Infrastructure.Imap.Fetching;

/// <summary>Reads a message's text: the parts of a kind joined by a newline, cut to the asked size.</summary>
internal static class BodyTextReader
{
    /// <summary>Without an asked size, so much of each kind: more is no text that anyone reads, and it is held in memory.</summary>
    public const int MaxBytes = 8 * 1024 * 1024;

    public static async Task<MessageText> ReadAsync(ImapConnection connection, Uid uid, IReadOnlyList<BodyLeaf> plain, IReadOnlyList<BodyLeaf> html, TextRequest request, CancellationToken cancellationToken)
    {
        var maxBytes = Math.Min(request.MaxBytes ?? MaxBytes, MaxBytes);
        var (plainText, morePlain) = request.Kinds.HasFlag(TextKinds.Plain) ? await JoinAsync(connection, uid, plain, maxBytes, cancellationToken) : (null, false);
        var (htmlText, moreHtml) = request.Kinds.HasFlag(TextKinds.Html) ? await JoinAsync(connection, uid, html, maxBytes, cancellationToken) : (null, false);
        return new MessageText(plainText, htmlText, morePlain || moreHtml);
    }

    private static async Task<(string? Text, bool HasMore)> JoinAsync(ImapConnection connection, Uid uid, IReadOnlyList<BodyLeaf> parts, int maxBytes, CancellationToken cancellationToken)
    {
        if (parts.Count == 0)
            return (null, false);
        var (text, hasMore) = await new PartTextReader(parts[0]).ReadAsync(connection, uid, maxBytes, cancellationToken);
        if (parts.Count == 1)
            return (text, hasMore);

        var joined = new StringBuilder(text);
        var left = maxBytes - Utf8Length.Of(text);
        for (var i = 1; i < parts.Count && !hasMore; i++)
        {
            // The newline counts too.
            if (--left < 0)
                return (joined.ToString(), true);
            (text, hasMore) = await new PartTextReader(parts[i]).ReadAsync(connection, uid, left, cancellationToken);
            joined.Append('\n').Append(text);
            left -= Utf8Length.Of(text);
        }

        return (joined.ToString(), hasMore);
    }
}
