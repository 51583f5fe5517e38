using System.Text.RegularExpressions;
using FluentValidation;
using ImapApi.Domain;
using ImapApi.Domain.Submissions;

namespace ImapApi.Application.Submissions;

internal sealed partial class OutgoingAttachmentValidator : AbstractValidator<OutgoingAttachment>
{
    private const int MaxFileName = 255;

    public OutgoingAttachmentValidator()
    {
        RuleFor(attachment => attachment.FileName).Must(name => name is null || (name.Length is > 0 and <= MaxFileName && Text.IsSingleLine(name)))
            .WithMessage($"has 1 to {MaxFileName} printable characters.").OverridePropertyName("filename");
        RuleFor(attachment => attachment).Must(attachment => attachment.Content is null != attachment.Reference is null)
            .WithMessage("is given, or else reference: exactly one of the two.").OverridePropertyName("content");
        RuleFor(attachment => attachment.ContentType).Must(type => type is null || (type.Length <= MaxFileName && MediaType().IsMatch(type)))
            .WithMessage("is a media type with its parameters, and not multipart/…: text/calendar; method=REQUEST.").OverridePropertyName("contentType");
        RuleFor(attachment => attachment.ContentId).Must(id => id is null || ContentIdentifier().IsMatch(id))
            .WithMessage("has 1 to 250 printable ASCII characters without blanks and angle brackets.").OverridePropertyName("cid");
    }

    /// <summary>RFC 2045 §5.1: type, subtype, and parameters whose values are tokens or quoted.</summary>
    [GeneratedRegex("""^(?:application|audio|chemical|font|image|message|model|text|video|x-[a-z0-9-]+)/[a-z0-9!#$&^_.+-]+(?:;[ ]?[a-z0-9_.*-]+=(?:[^\x00-\x20\x7f-\uffff()<>@,;:\\"/\[\]?=]+|"[ !#-\[\]-~]*"))*\z""", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant | RegexOptions.NonBacktracking)]
    private static partial Regex MediaType();

    [GeneratedRegex(@"^[!-;=?-~]{1,250}\z", RegexOptions.NonBacktracking)]
    private static partial Regex ContentIdentifier();
}
