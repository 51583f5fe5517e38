namespace ImapApi.Domain.Messages;

/// <summary>Messages of one mailbox that belong together.</summary>
/// <param name="Id">The server's, else the id of the oldest message.</param>
/// <param name="Messages">Newest first.</param>
/// <param name="Unseen">How many of them are not read.</param>
/// <param name="Latest">The newest one.</param>
public sealed record MessageThread(string Id, IReadOnlyList<MessageId> Messages, int Unseen, MessageSummary Latest);
