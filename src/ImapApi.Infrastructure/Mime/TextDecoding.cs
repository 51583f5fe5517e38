using System.Text;
using ImapApi.Domain.Messages;

namespace ImapApi.Infrastructure.Mime;

/// <summary>The bytes of a text part, its transfer encoding undone, to text.</summary>
internal static class TextDecoding
{
    /// <param name="isComplete">False: more bytes follow, so a character that is cut at the end is left out rather than damaged.</param>
    public static string Decode(ReadOnlySpan<byte> bytes, BodyLeaf leaf, bool isComplete)
    {
        var isHtml = leaf.ContentType == "text/html";
        var text = Decode(bytes, Charsets.Detect(leaf.Charset, bytes, isHtml, isComplete), isComplete);
        return leaf.IsFlowed && !isHtml ? FlowedText.Unwrap(text, leaf.DelSp) : text;
    }

    private static string Decode(ReadOnlySpan<byte> bytes, Encoding encoding, bool isComplete)
    {
        var decoder = encoding.GetDecoder();
        var chars = new char[decoder.GetCharCount(bytes, flush: isComplete)];
        var count = encoding.GetDecoder().GetChars(bytes, chars, flush: isComplete);
        var text = chars.AsSpan(0, count);
        // A byte order mark is no text. Half a surrogate pair is none either: UTF-16 may have been cut between the two. Nor is a CR whose LF may follow.
        if (text.StartsWith('\uFEFF'))
            text = text[1..];
        if (!isComplete)
            text = text.Length > 0 && char.IsHighSurrogate(text[^1]) ? text[..^1] : text.TrimEnd('\r');
        return WithoutReturns(text).ToString();
    }

    /// <summary>CRLF becomes LF, in place: the text may be long. Several CRs before a LF, which gateways of old have made, are one line end too.</summary>
    private static Span<char> WithoutReturns(Span<char> text)
    {
        var length = 0;
        foreach (var letter in text)
        {
            while (letter == '\n' && length > 0 && text[length - 1] == '\r')
                length--;
            text[length++] = letter;
        }

        return text[..length];
    }
}
