namespace ImapApi.Domain.Messages;

/// <summary>A page of messages, newest first.</summary>
/// <param name="Total">Messages in the mailbox, or matches of the search.</param>
public sealed record MessagePage(int Total, int Page, int Pages, IReadOnlyList<MessageSummary> Messages);
