namespace ImapApi.Domain.Messages;

/// <summary>A message that was moved or copied.</summary>
/// <param name="To">Its id where it is now, when the server tells (UIDPLUS, RFC 4315).</param>
public sealed record MovedMessage(MessageId From, MessageId? To);
