namespace ImapApi.Domain.Messages;

/// <summary>A page of threads: the one with the newest message first.</summary>
/// <param name="Total">Threads that were looked at.</param>
/// <param name="Considered">How many of the newest messages were looked at.</param>
/// <param name="IsComplete">Those are all.</param>
public sealed record ThreadPage(int Total, int Page, int Pages, ThreadSource Source, int Considered, bool IsComplete, IReadOnlyList<MessageThread> Threads);
