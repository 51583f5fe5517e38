using System.ComponentModel;

namespace ImapApi.Api.Contracts.Messages;

[Description("A body part offered as a file.")]
internal sealed record AttachmentResponse
{
    [Description("The attachment's id, for GET …/attachment/{attachment}.")]
    public required string Id { get; init; }

    [Description("As the message says: image/png.")]
    public required string ContentType { get; init; }

    [Description("Bytes in the message, before decoding.")]
    public required long EncodedSize { get; init; }

    [Description("The file's name.")]
    public string? Filename { get; init; }

    [Description("Belongs to the HTML text (inside a multipart/related).")]
    public required bool Embedded { get; init; }

    [Description("To be shown in place rather than offered for download.")]
    public required bool Inline { get; init; }

    [Description("What a cid: link of the HTML text calls it, with its angle brackets.")]
    public string? ContentId { get; init; }
}
