using System.Buffers;
using System.Globalization;
using ImapApi.Domain.Messages;
using MailKit;
using MimeKit;

namespace ImapApi.Infrastructure.Imap.Mapping;

/// <summary>
/// The leaves of a BODYSTRUCTURE, with part numbers of our own counting (RFC 9051 §6.4.5.1): MailKit gives "" for the only part of a message, and the
/// same number twice around a message/rfc822. An attached message is a leaf: it is offered whole.
/// </summary>
internal static class BodyStructureMapper
{
    private static readonly SearchValues<char> Specials = SearchValues.Create("()<>@,;:\\\"/[]?=");

    public const int MaxParts = 10_000;

    private const int MaxFileName = 255;

    public static IReadOnlyList<BodyLeaf> Map(BodyPart root)
    {
        if (root is not BodyPartMultipart multipart)
            return root is BodyPartBasic only ? [Leaf(only, PartNumber.One, embedded: false)] : [];

        var leaves = new List<BodyLeaf>();
        // Open multiparts, outermost first: an explicit stack, because what is walked was sent by a stranger.
        var open = new Stack<(BodyPartMultipart Multipart, string Number, bool Related, int Next)>();
        open.Push((multipart, "", IsRelated(multipart), 0));
        for (var parts = 0; open.Count > 0 && parts < MaxParts; parts++)
        {
            var (current, number, related, next) = open.Pop();
            if (next >= current.BodyParts.Count)
                continue;
            open.Push((current, number, related, next + 1));
            var childNumber = number + (next + 1).ToString(CultureInfo.InvariantCulture);
            switch (current.BodyParts[next])
            {
                case BodyPartMultipart inner when open.Count < PartNumber.MaxDepth:
                    open.Push((inner, childNumber + ".", related || IsRelated(inner), 0));
                    break;
                case BodyPartBasic basic when PartNumber.TryParse(childNumber, out var part):
                    leaves.Add(Leaf(basic, part, related));
                    break;
            }
        }

        return leaves.ToArray();
    }

    private static bool IsRelated(BodyPartMultipart part) => part.ContentType.IsMimeType("multipart", "related");

    private static BodyLeaf Leaf(BodyPartBasic part, PartNumber number, bool embedded)
    {
        var type = part.ContentType;
        var disposition = part.ContentDisposition?.Disposition;
        var isInline = string.Equals(disposition, ContentDisposition.Inline, StringComparison.OrdinalIgnoreCase);
        var fileName = FileName(part);
        var contentType = ContentTypeOf(type, isFile: fileName is not null || string.Equals(disposition, ContentDisposition.Attachment, StringComparison.OrdinalIgnoreCase));
        return new BodyLeaf(
            number,
            contentType,
            CommonWords.Share(part.ContentTransferEncoding?.Trim().ToLowerInvariant() ?? ""),
            type.Charset is { Length: > 0 } charset ? CommonWords.Share(charset.ToLowerInvariant()) : null,
            part.Octets,
            fileName,
            string.IsNullOrWhiteSpace(part.ContentId) ? null : part.ContentId.Trim(),
            IsAttachment: !contentType.StartsWith("text/", StringComparison.Ordinal) || !(isInline || string.IsNullOrEmpty(disposition)),
            Embedded: embedded,
            Inline: isInline || (embedded && string.IsNullOrEmpty(disposition)),
            IsFlowed: Has(type, "format", "flowed"),
            DelSp: Has(type, "delsp", "yes"));
    }

    /// <summary>What could not be read as a type is plain text (RFC 2045 §5.2), unless it is a file.</summary>
    private static string ContentTypeOf(ContentType type, bool isFile)
    {
        var (media, subtype) = (type.MediaType.Trim(), type.MediaSubtype.Trim());
        if (IsToken(media) && IsToken(subtype))
            return CommonWords.Share(media, subtype);
        return CommonWords.Share(isFile ? "application/octet-stream" : "text/plain");
    }

    /// <summary>RFC 2045 §5.1: what is none would be no type in the header of an answer either.</summary>
    private static bool IsToken(string text) => text.Length > 0 && !text.AsSpan().ContainsAny(Specials) && !text.AsSpan().ContainsAnyExceptInRange('!', '~');

    private static bool Has(ContentType type, string parameter, string value) =>
        type.Parameters.TryGetValue(parameter, out string? found) && string.Equals(found.Trim(), value, StringComparison.OrdinalIgnoreCase);

    /// <summary>Only the last name of a path, as RFC 2183 §2.3 asks, and nothing that hides or reverses what follows it on a screen.</summary>
    private static string? FileName(BodyPartBasic part)
    {
        if (part.FileName is not { Length: > 0 } name)
            return null;
        // RFC 2231 with neither charset nor language, which MimeKit leaves as it is.
        if (name.StartsWith("''", StringComparison.Ordinal))
            name = name[2..];
        name = name[(name.AsSpan().LastIndexOfAny('/', '\\') + 1)..];
        name = string.Concat(name.Where(letter => !char.IsControl(letter) && letter is not ((>= '\u202A' and <= '\u202E') or (>= '\u2066' and <= '\u2069') or '\u2028' or '\u2029'))).Trim();
        if (name.Length > MaxFileName)
            name = name[..(char.IsHighSurrogate(name[MaxFileName - 1]) ? MaxFileName - 1 : MaxFileName)];
        return name is "" or "." or ".." ? null : name;
    }
}
