using System.Text.Json;
using ImapApi.Domain.Messages;
using Names = ImapApi.Api.Contracts.Messages.MessageJsonNames;

namespace ImapApi.Api.Contracts.Messages;

/// <summary>The part of <see cref="MessageJson"/> that comes from the MIME tree: leaves that are attachments, and leaves that are text.</summary>
internal static class BodyJson
{
    private const string TextType = "text/";
    private const string PlainType = "text/plain";
    private const string HtmlType = "text/html";

    /// <summary>Eight levels of nesting: so that <see cref="TextId.MaxParts"/> of each kind fit an id.</summary>
    private const int MaxPartLength = 16;

    public static void WriteAttachments(Utf8JsonWriter writer, MessageSummary message)
    {
        var leaves = message.Outline.Leaves;
        var any = false;
        for (var i = 0; i < leaves.Count; i++)
        {
            if (IsText(leaves[i]))
                continue;
            if (!any)
                writer.WriteStartArray(Names.Attachments);
            any = true;
            WriteAttachment(writer, message.Id, leaves[i]);
        }

        if (any)
            writer.WriteEndArray();
    }

    public static void WriteText(Utf8JsonWriter writer, MessageSummary message, MessageText? text)
    {
        writer.WriteStartObject(Names.Text);
        writer.WriteString(Names.Id, IdOfText(message).ToString());
        WriteEncodedSizes(writer, message.Outline.Leaves);
        if (text is not null)
        {
            if (text.Plain is not null)
                WriteLong(writer, Names.Plain, text.Plain);
            if (text.Html is not null)
                WriteLong(writer, Names.Html, text.Html);
            if (text.Safe is { } safe)
            {
                WriteLong(writer, Names.SafeHtml, safe.Html);
                writer.WriteNumber(Names.BlockedRemote, safe.BlockedRemote);
                if (safe.OmittedImages > 0)
                    writer.WriteNumber(Names.OmittedImages, safe.OmittedImages);
            }

            writer.WriteBoolean(Names.HasMore, text.HasMore);
        }

        writer.WriteEndObject();
    }

    private static void WriteLong(Utf8JsonWriter writer, JsonEncodedText name, string text)
    {
        writer.WritePropertyName(name);
        LongText.Write(writer, text);
    }

    private static bool IsText(BodyLeaf leaf) => !leaf.IsAttachment && leaf.ContentType.StartsWith(TextType, StringComparison.Ordinal);

    private static void WriteAttachment(Utf8JsonWriter writer, MessageId message, BodyLeaf leaf)
    {
        writer.WriteStartObject();
        writer.WriteString(Names.Id, new AttachmentId(message, leaf.Part).ToString());
        writer.WriteString(Names.ContentType, leaf.ContentType);
        writer.WriteNumber(Names.EncodedSize, leaf.EncodedSize);
        if (leaf.FileName is not null)
            writer.WriteString(Names.Filename, leaf.FileName);
        writer.WriteBoolean(Names.Embedded, leaf.Embedded);
        writer.WriteBoolean(Names.Inline, leaf.Inline);
        if (leaf.ContentId is not null)
            writer.WriteString(Names.ContentId, leaf.ContentId);
        writer.WriteEndObject();
    }

    private static TextId IdOfText(MessageSummary message)
    {
        List<PartNumber>? plain = null, html = null, other = null;
        var leaves = message.Outline.Leaves;
        for (var i = 0; i < leaves.Count; i++)
        {
            if (!IsText(leaves[i]))
                continue;
            ref var list = ref other;
            if (leaves[i].ContentType == PlainType)
                list = ref plain;
            else if (leaves[i].ContentType == HtmlType)
                list = ref html;
            if (list is not { Count: TextId.MaxParts } && leaves[i].Part.Value.Length <= MaxPartLength)
                (list ??= new List<PartNumber>(1)).Add(leaves[i].Part);
        }

        return new TextId(message.Id, Or(plain), Or(html), Or(other));

        static IReadOnlyList<PartNumber> Or(List<PartNumber>? parts) => (IReadOnlyList<PartNumber>?)parts ?? [];
    }

    /// <summary>A sum per kind in the order plain, html, then others as they come.</summary>
    private static void WriteEncodedSizes(Utf8JsonWriter writer, IReadOnlyList<BodyLeaf> leaves)
    {
        writer.WriteStartObject(Names.EncodedSize);
        if (TrySum(leaves, PlainType, 0, out var plain))
            writer.WriteNumber(Names.Plain, plain);
        if (TrySum(leaves, HtmlType, 0, out var html))
            writer.WriteNumber(Names.Html, html);
        for (var i = 0; i < leaves.Count; i++)
        {
            var type = leaves[i].ContentType;
            if (IsText(leaves[i]) && type != PlainType && type != HtmlType && !IsBefore(leaves, type, i) && TrySum(leaves, type, i, out var size))
                writer.WriteNumber(type[TextType.Length..], size);
        }

        writer.WriteEndObject();
    }

    private static bool TrySum(IReadOnlyList<BodyLeaf> leaves, string type, int from, out long sum)
    {
        var any = false;
        sum = 0;
        for (var i = from; i < leaves.Count; i++)
        {
            if (leaves[i].IsAttachment || leaves[i].ContentType != type)
                continue;
            any = true;
            sum += leaves[i].EncodedSize;
        }

        return any;
    }

    private static bool IsBefore(IReadOnlyList<BodyLeaf> leaves, string type, int end)
    {
        for (var i = 0; i < end; i++)
        {
            if (!leaves[i].IsAttachment && leaves[i].ContentType == type)
                return true;
        }

        return false;
    }
}
