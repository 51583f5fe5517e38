using ImapApi.Domain.Messages;

namespace ImapApi.Domain.Changes;

/// <summary>A message and how it is marked now.</summary>
public sealed record MarkedMessage(MessageId Id, MessageMarks Marks);
