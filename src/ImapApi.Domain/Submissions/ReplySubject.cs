using System.Text.RegularExpressions;

namespace ImapApi.Domain.Submissions;

/// <summary>The subject of a reply or a forward whose caller gave none (RFC 5322 §3.6.5): prefixed once, whatever the language of the prefix that is there.</summary>
public static partial class ReplySubject
{
    private const int MaxLength = 2000;
    private const int MaxPrefix = 60;

    public static string Derive(string original, ReferenceAction action)
    {
        var subject = OneLine(original);
        var (prefix, known) = action == ReferenceAction.Forward ? ("Fwd: ", ForwardPrefix()) : ("Re: ", ReplyPrefix());
        return known.IsMatch(OneWidth(subject)) ? subject : (prefix + subject).TrimEnd();
    }

    /// <summary>Letters and colons as wide as Chinese ones are the same to a reader: they are compared in one form, and kept as they were written.</summary>
    private static string OneWidth(string subject) => string.Concat(subject.Take(MaxPrefix).Select(letter => letter is >= '\uFF01' and <= '\uFF5E' ? (char)(letter - 0xFEE0) : letter));

    /// <summary>What a header may hold of what somebody else's header held.</summary>
    private static string OneLine(string text)
    {
        var clean = Text.IsSingleLine(text) ? text : string.Concat(text.EnumerateRunes().Select(rune => Text.IsSingleLine(rune.ToString()) ? rune.ToString() : " "));
        clean = clean.Trim();
        return clean.Length <= MaxLength ? clean : clean[..(char.IsHighSurrogate(clean[MaxLength - 1]) ? MaxLength - 1 : MaxLength)].TrimEnd();
    }

    /// <summary>With a counter as some programs write it: <c>Re[2]:</c>, <c>Re^2:</c>, <c>Re(2):</c>.</summary>
    [GeneratedRegex(
        @"^(?:re|aw|antw|antwort|sv|vs|odp|rif|r|ri|res|ynt|yan|cvp|bls|balas|atb|ats|refs?|vá|vast|hs|σχετ|απ|на|отв|ответ|רה|תגובה|رد|ret|回复|回覆|答复|答覆|返信|답장)(?:\s?(?:\[\d+\]|\^\d+|\(\d+\)|\*\d+))?\s*:",
        RegexOptions.IgnoreCase | RegexOptions.NonBacktracking | RegexOptions.CultureInvariant)]
    private static partial Regex ReplyPrefix();

    [GeneratedRegex(
        @"^(?:fwd?|fw|wg|tr|rv|enc|vl|vb|vs|doorst|doorgestuurd|i|inoltra|fs|pd|ilt|tov|továbbítás|pren|prev|továbbítva|továbbküldött|πρθ|пер|пересл|переслано|הועבר|إعادة توجيه|转发|轉寄|転送|전달)(?:\s?(?:\[\d+\]|\^\d+|\(\d+\)|\*\d+))?\s*:",
        RegexOptions.IgnoreCase | RegexOptions.NonBacktracking | RegexOptions.CultureInvariant)]
    private static partial Regex ForwardPrefix();
}
