namespace ImapApi.Domain.Messages;

/// <summary>One leaf of the MIME tree, as BODYSTRUCTURE tells it: what is needed to address, decode and describe it.</summary>
/// <param name="ContentType">Lower case, without parameters: <c>text/plain</c>.</param>
/// <param name="TransferEncoding">Lower case: <c>base64</c>, <c>quoted-printable</c>, <c>7bit</c> …; empty when not given.</param>
/// <param name="Charset">As declared, null when not.</param>
/// <param name="EncodedSize">Octets on the server, before decoding.</param>
/// <param name="FileName">Decoded (RFC 2231, 2047), without control characters or path separators.</param>
/// <param name="Embedded">Inside a multipart/related.</param>
/// <param name="Inline">Disposition inline, or none and <paramref name="Embedded"/>.</param>
/// <param name="IsFlowed">format=flowed (RFC 3676).</param>
/// <param name="DelSp">delsp=yes (RFC 3676).</param>
public sealed record BodyLeaf(
    PartNumber Part,
    string ContentType,
    string TransferEncoding,
    string? Charset,
    uint EncodedSize,
    string? FileName,
    string? ContentId,
    bool IsAttachment,
    bool Embedded,
    bool Inline,
    bool IsFlowed,
    bool DelSp);
