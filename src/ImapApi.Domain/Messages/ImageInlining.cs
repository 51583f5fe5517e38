using System.Collections.Frozen;
using System.Text;

namespace ImapApi.Domain.Messages;

/// <summary>Puts a message's own images (<c>cid:</c>, RFC 2392) into its cleaned text as data URLs, as many as fit.</summary>
public static class ImageInlining
{
    /// <summary>Different images; each costs the mail server a round trip.</summary>
    public const int MaxImages = 50;

    /// <summary>Bytes of base64 that are put in, each use counted.</summary>
    public const int MaxBytes = 6 * 1024 * 1024;

    private static readonly FrozenSet<string> Types = FrozenSet.Create(StringComparer.Ordinal, "image/png", "image/jpeg", "image/jpg", "image/pjpeg", "image/gif", "image/webp", "image/bmp");

    /// <summary>The parts to read: those that the text names, in its order, until the bounds are reached.</summary>
    public static IReadOnlyList<BodyLeaf> Choose(CleanHtml html, IReadOnlyList<BodyLeaf> leaves)
    {
        var byId = new Dictionary<string, BodyLeaf>(StringComparer.Ordinal);
        foreach (var leaf in leaves)
        {
            if (leaf.ContentId is { } id && Types.Contains(leaf.ContentType))
                byId.TryAdd(Bare(id), leaf);
        }

        var uses = html.Images.GroupBy(image => image.ContentId, StringComparer.Ordinal).ToDictionary(group => group.Key, group => group.Count(), StringComparer.Ordinal);
        var chosen = new List<BodyLeaf>();
        long bytes = 0;
        foreach (var id in html.Images.Select(image => image.ContentId).Distinct(StringComparer.Ordinal))
        {
            if (!byId.TryGetValue(id, out var leaf) || bytes + (long)uses[id] * leaf.EncodedSize > MaxBytes || chosen.Count == MaxImages)
                continue;
            bytes += (long)uses[id] * leaf.EncodedSize;
            chosen.Add(leaf);
        }

        return chosen;
    }

    /// <param name="images">The chosen leaves with their decoded bytes; those that are missing stay out.</param>
    public static SafeHtml PutIn(CleanHtml html, IReadOnlyList<(BodyLeaf Leaf, byte[] Content)> images)
    {
        var byId = images.GroupBy(image => Bare(image.Leaf.ContentId ?? ""), StringComparer.Ordinal)
            .ToDictionary(group => group.Key, group => (group.First().Leaf.ContentType, Convert.ToBase64String(group.First().Content)), StringComparer.Ordinal);
        var output = new StringBuilder(html.Html.Length);
        var (from, omitted) = (0, 0);
        foreach (var place in html.Images)
        {
            output.Append(html.Html, from, place.Position - from);
            from = place.Position;
            if (byId.TryGetValue(place.ContentId, out var image))
                output.Append(" src=\"data:").Append(image.ContentType).Append(";base64,").Append(image.Item2).Append('"');
            else
                omitted++;
        }

        output.Append(html.Html, from, html.Html.Length - from);
        return new SafeHtml(output.ToString(), html.BlockedRemote, omitted, html.IsCut);
    }

    private static string Bare(string contentId) => contentId.Trim().TrimStart('<').TrimEnd('>');
}
