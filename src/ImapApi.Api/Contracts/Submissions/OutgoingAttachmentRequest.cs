using System.ComponentModel;
using ImapApi.Api.Binding;
using ImapApi.Domain.Messages;
using ImapApi.Domain.Submissions;

namespace ImapApi.Api.Contracts.Submissions;

[Description("An attachment: with its bytes, or a stored one.")]
internal sealed record OutgoingAttachmentRequest
{
    [Description("The file's name. Absent with reference: the stored one's.")]
    public string? Filename { get; init; }

    [Description("The bytes as base64; or else reference.")]
    public string? Content { get; init; }

    [Description("The id of a stored attachment of this account, which is fetched and sent along; or else content.")]
    public string? Reference { get; init; }

    [Description("Its media type; absent: the stored one's, or as the file's name tells.")]
    public string? ContentType { get; init; }

    [Description("inline or attachment; absent: inline with cid, else attachment.")]
    public string? ContentDisposition { get; init; }

    [Description("What the html names as cid:…, without angle brackets.")]
    public string? Cid { get; init; }

    [Description("How content is written: base64, which is what it is when this is absent.")]
    public string? Encoding { get; init; }

    public OutgoingAttachment ToAttachment(string key, BodyContents contents, RequestInput input)
    {
        AttachmentId? reference = null;
        if (Reference is not null)
        {
            if (AttachmentId.TryParse(Reference, out var id))
                reference = id;
            else
                input.Refuse(key + ".reference", "is not an id that this API gives out.");
        }

        if (Encoding is not (null or "base64"))
            input.Refuse(key + ".encoding", "is base64.");
        if (ContentDisposition is not (null or "inline" or "attachment"))
            input.Refuse(key + ".contentDisposition", "is inline or attachment.");
        return new OutgoingAttachment(
            Filename, contents.Find(Content, key + ".content", input), reference, ContentType, ContentDisposition is null ? null : ContentDisposition == "inline", Cid);
    }
}
