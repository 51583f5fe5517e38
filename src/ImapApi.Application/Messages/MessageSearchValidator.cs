using System.Globalization;
using System.Text.RegularExpressions;
using FluentValidation;
using ImapApi.Domain;
using ImapApi.Domain.Messages;

namespace ImapApi.Application.Messages;

/// <summary>Search strings go onto the wire: one line each, and sets in the form of RFC 9051 §9 <c>sequence-set</c>.</summary>
internal sealed partial class MessageSearchValidator : AbstractValidator<MessageSearch>
{
    private const int MaxLength = 1000;

    public MessageSearchValidator()
    {
        RuleFor(search => search.Sequence).Must(IsSet).WithMessage("is a set of numbers: 1:10,15.").OverridePropertyName("seq");
        RuleFor(search => search.Uids).Must(IsSet).WithMessage("is a set of UIDs: 1:10,15.").OverridePropertyName("uid");
        Line(search => search.From, "from");
        Line(search => search.To, "to");
        Line(search => search.Cc, "cc");
        Line(search => search.Bcc, "bcc");
        Line(search => search.Subject, "subject");
        Line(search => search.Body, "body");
        Line(search => search.EmailId, "emailId");
        Line(search => search.ThreadId, "threadId");
        Line(search => search.GmailRaw, "gmailRaw");
        RuleForEach(search => search.Headers).OverrideIndexer((_, _, header, _) => "." + header.Key)
            .Must(header => HeaderName().IsMatch(header.Key) && header.Value.Length <= MaxLength && Text.IsSingleLine(header.Value))
            .WithMessage($"is a header name with up to {MaxLength} printable characters to look for.").OverridePropertyName("header");
    }

    private void Line(System.Linq.Expressions.Expression<Func<MessageSearch, string?>> key, string name) =>
        RuleFor(key).Must(text => text is null || (text.Length is > 0 and <= MaxLength && Text.IsSingleLine(text)))
            .WithMessage($"has 1 to {MaxLength} printable characters.").OverridePropertyName(name);

    private static bool IsSet(string? set) =>
        set is null || (set.Length <= MaxLength && set.Split(',').All(range => range.Split(':') is { Length: 1 or 2 } ends && ends.All(IsNumber)));

    /// <summary>A nz-number, which fits 32 bits, or the largest one in use.</summary>
    private static bool IsNumber(string text) => text == "*" || (uint.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out _) && text[0] != '0');

    [GeneratedRegex(@"^[!-9;-~]{1,100}\z", RegexOptions.NonBacktracking | RegexOptions.ExplicitCapture)]
    private static partial Regex HeaderName();
}
