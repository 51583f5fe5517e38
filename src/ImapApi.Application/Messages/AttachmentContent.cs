namespace ImapApi.Application.Messages;

/// <summary>A decoded body part, read from the server as it is consumed.</summary>
/// <param name="ContentType">As the message says: <c>image/png</c>.</param>
public sealed record AttachmentContent(string ContentType, string? FileName, Stream Content);
