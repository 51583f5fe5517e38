using System.Text;

namespace ImapApi.Infrastructure.Html;

/// <summary>
/// Keeps of a style attribute the declarations whose property is allowed and whose value is made of words, numbers, colours and allowed functions alone.
/// What needs an escape, a comment, a URL or anything newer to be read is left out: nothing is interpreted, so nothing can be misread.
/// </summary>
internal static class StyleFilter
{
    /// <summary>Longer declarations are no style that anyone wrote.</summary>
    private const int MaxDeclaration = 1000;

    /// <summary>The declarations that may stay; empty when none may.</summary>
    public static string Apply(ReadOnlySpan<char> style)
    {
        StringBuilder? kept = null;
        while (!style.IsEmpty)
        {
            var end = EndOfDeclaration(style);
            var declaration = style[..end].Trim();
            style = style[Math.Min(end + 1, style.Length)..];
            if (!IsAllowed(declaration))
                continue;
            kept ??= new StringBuilder();
            if (kept.Length > 0)
                kept.Append(';');
            kept.Append(declaration);
        }

        return kept?.ToString() ?? "";
    }

    /// <summary>At the next semicolon outside quotes and parentheses.</summary>
    private static int EndOfDeclaration(ReadOnlySpan<char> style)
    {
        var (quote, depth) = ('\0', 0);
        for (var i = 0; i < style.Length; i++)
        {
            var c = style[i];
            if (quote != '\0')
                quote = c == quote ? '\0' : quote;
            else if (c is '"' or '\'')
                quote = c;
            else if (c == '(')
                depth++;
            else if (c == ')')
                depth = Math.Max(0, depth - 1);
            else if (c == ';' && depth == 0)
                return i;
        }

        return style.Length;
    }

    private static bool IsAllowed(ReadOnlySpan<char> declaration)
    {
        var colon = declaration.IndexOf(':');
        if (colon < 1 || declaration.Length > MaxDeclaration)
            return false;
        var property = declaration[..colon].TrimEnd();
        var value = declaration[(colon + 1)..].TrimStart();
        return AllowedHtml.PropertiesByText.Contains(property) && IsPlainValue(value) && !value.Contains("/*", StringComparison.Ordinal)
            && !(property.StartsWith("margin", StringComparison.OrdinalIgnoreCase) && value.Contains('-'));
    }

    private static bool IsPlainValue(ReadOnlySpan<char> value)
    {
        var (quote, depth, word) = ('\0', 0, 0);
        for (var i = 0; i < value.Length; i++)
        {
            var c = value[i];
            if (quote != '\0')
            {
                if (c == quote)
                    quote = '\0';
                else if (!IsWord(c) && c is not (' ' or ',' or '.'))
                    return false;
                continue;
            }

            if (IsWord(c))
                continue;
            if (c == '(' && !AllowedHtml.FunctionsByText.Contains(value[word..i]))
                return false;
            if (c is not ('(' or ')' or '"' or '\'' or ' ' or ',' or '.' or '#' or '%' or '!' or '/' or '+' or '*' or '\t' or '\r' or '\n'))
                return false;
            depth += c switch { '(' => 1, ')' => -1, _ => 0 };
            if (depth < 0)
                return false;
            if (c is '"' or '\'')
                quote = c;
            word = i + 1;
        }

        return value.Length > 0 && quote == '\0' && depth == 0;
    }

    private static bool IsWord(char c) => char.IsAsciiLetterOrDigit(c) || c is '-' or '_' || c >= '\u00A1' && char.IsLetter(c);
}
