namespace ImapApi.Domain.Messages;

/// <summary>A page of messages, newest first.</summary>
/// <param name="Total">Messages in the mailbox, or matches of the search.</param>
/// <param name="NextCursor">Leads to the older messages; null when there are none.</param>
/// <param name="PreviousCursor">Leads to the newer messages; null when there are none.</param>
/// <param name="IsSearchedHere">The server could not search by all keys: what it found without them was compared here.</param>
public sealed record MessagePage(
    int Total,
    int Page,
    int Pages,
    IReadOnlyList<MessageSummary> Messages,
    string? NextCursor = null,
    string? PreviousCursor = null,
    bool IsSearchedHere = false);
