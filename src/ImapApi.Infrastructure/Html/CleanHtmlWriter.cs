using System.Text;
using AngleSharp.Html.Parser.Tokens;
using ImapApi.Domain.Messages;

namespace ImapApi.Infrastructure.Html;

/// <summary>Writes the allowed elements, every one of them closed, and counts what it leaves out because it would be loaded from elsewhere.</summary>
internal sealed class CleanHtmlWriter
{
    /// <summary>Deeper ones lose their tags and keep their text: browsers, and readers of the answer, recurse.</summary>
    private const int MaxDepth = 100;

    /// <summary>Characters; what is written is at most a few times what was read.</summary>
    private const int MaxLength = 12 * 1024 * 1024;

    /// <summary>Of an element; further ones are left out.</summary>
    private const int MaxAttributes = 100;

    private readonly StringBuilder _output = new();
    private readonly OpenElements _open = new();
    private readonly List<ImagePlace> _images = [];
    private int _remote;
    private int _foreign;

    public bool IsFull => _output.Length > MaxLength;

    public void Text(string text)
    {
        if (_foreign == 0)
            Escape(text, isAttribute: false);
    }

    public void BeginElement(HtmlTagToken tag)
    {
        CountLoads(tag);
        if (AllowedHtml.Foreign.Contains(tag.Name))
            _foreign += tag.IsSelfClosing ? 0 : 1;
        if (_foreign > 0)
            return;
        // The body is the sender's page, here an element among others.
        var name = tag.Name == "body" ? "div" : tag.Name;
        if (!AllowedHtml.Elements.TryGetValue(name, out var element))
            return;
        Close(ImpliedEnds.Before(element, _open));
        var isVoid = AllowedHtml.Void.Contains(element);
        if (!isVoid && _open.Count >= MaxDepth)
            return;
        _output.Append('<').Append(element);
        WriteAttributes(element, tag);
        _output.Append('>');
        if (!isVoid)
            _open.Push(element);
    }

    public void EndElement(string name)
    {
        if (AllowedHtml.Foreign.Contains(name))
            _foreign = Math.Max(0, _foreign - 1);
        else if (_foreign == 0 && AllowedHtml.Elements.TryGetValue(name, out var element))
            Close(ImpliedEnds.By(element, _open));
    }

    /// <summary>A style sheet, which is left out.</summary>
    public void CountStyle(string text)
    {
        for (var at = 0; (at = text.IndexOf("url(", at, StringComparison.OrdinalIgnoreCase)) >= 0; at += 4)
            _remote += Urls.IsRemote(text.Substring(at + 4, Math.Min(16, text.Length - at - 4)).TrimStart('"', '\'', ' ')) ? 1 : 0;
    }

    public CleanHtml Finish()
    {
        var isCut = IsFull;
        Close(_open.Count);
        return new CleanHtml(_output.ToString(), _images, _remote, isCut);
    }

    private void Close(int count)
    {
        for (; count > 0; count--)
            _output.Append("</").Append(_open.Pop()).Append('>');
    }

    private void CountLoads(HtmlTagToken tag)
    {
        foreach (var attribute in tag.Attributes)
        {
            var loads = AllowedHtml.Loading.Contains(attribute.Name) || (attribute.Name == "href" && AllowedHtml.LoadingByHref.Contains(tag.Name));
            if (loads && Urls.IsRemote(attribute.Value))
                _remote++;
            else if (attribute.Name == "style")
                CountStyle(attribute.Value);
        }
    }

    private void WriteAttributes(string element, HtmlTagToken tag)
    {
        var attributes = tag.Attributes;
        WriteStyle(tag);
        for (var i = 0; i < Math.Min(attributes.Count, MaxAttributes); i++)
        {
            var (name, value) = (attributes[i].Name, attributes[i].Value);
            if (IsRepeated(attributes, i) || (name == "bgcolor" && tag.Name == "body"))
                continue;
            if (name == "href" && element == "a")
                WriteLink(value);
            else if (name == "src" && element == "img")
                WriteSource(value);
            else if (AllowedHtml.Attributes.TryGetValue(name, out var allowed))
                WriteAttribute(allowed, value, isOptional: false);
        }
    }

    private void WriteStyle(HtmlTagToken tag)
    {
        var style = tag.GetAttribute("style");
        if (tag.Name == "body" && tag.GetAttribute("bgcolor") is { Length: > 0 } color)
            style = $"background-color:{color};{style}";
        if (!string.IsNullOrEmpty(style))
            WriteAttribute("style", StyleFilter.Apply(style), isOptional: true);
    }

    private void WriteLink(string value)
    {
        if (Urls.Link(value) is not { } url)
            return;
        WriteAttribute("href", url, isOptional: true);
        // A new window, that knows nothing of this one.
        _output.Append(" target=\"_blank\" rel=\"noopener noreferrer nofollow\"");
    }

    private void WriteSource(string value)
    {
        if (Urls.Picture(value) is { } picture)
            WriteAttribute("src", picture, isOptional: true);
        else if (Urls.ContentId(value) is { } contentId)
            _images.Add(new ImagePlace(_output.Length, contentId));
    }

    private void WriteAttribute(string name, string value, bool isOptional)
    {
        if (isOptional && value.Length == 0)
            return;
        _output.Append(' ').Append(name).Append("=\"");
        Escape(value, isAttribute: true);
        _output.Append('"');
    }

    private void Escape(string text, bool isAttribute)
    {
        var rest = text.AsSpan();
        while (rest.IndexOfAny(isAttribute ? "&<>\"'`\0" : "&<>\0\u00A0") is var at && at >= 0)
        {
            _output.Append(rest[..at]).Append(rest[at] switch
            {
                '&' => "&amp;",
                '<' => "&lt;",
                '>' => "&gt;",
                '"' => "&quot;",
                '\'' => "&#39;",
                '`' => "&#96;",
                '\u00A0' => "&nbsp;",
                _ => "",
            });
            rest = rest[(at + 1)..];
        }

        _output.Append(rest);
    }

    /// <summary>Of two attributes with one name the first holds.</summary>
    private static bool IsRepeated(List<HtmlAttributeToken> attributes, int index)
    {
        for (var i = 0; i < index; i++)
        {
            if (attributes[i].Name == attributes[index].Name)
                return true;
        }

        return false;
    }
}
