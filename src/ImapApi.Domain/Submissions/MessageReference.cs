using ImapApi.Domain.Messages;

namespace ImapApi.Domain.Submissions;

/// <summary>The stored message that an outgoing one answers or forwards.</summary>
/// <param name="Inline">Quotes the original's text below the new one.</param>
/// <param name="ForwardAttachments">Forwards the original's attachments as well.</param>
public sealed record MessageReference(MessageId Message, ReferenceAction Action, bool Inline = false, bool ForwardAttachments = false);
