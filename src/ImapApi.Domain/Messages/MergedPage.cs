using ImapApi.Domain.Mailboxes;

namespace ImapApi.Domain.Messages;

/// <summary>A page of what a search of all mailboxes found, newest first.</summary>
/// <param name="Total">Matches in all mailboxes.</param>
/// <param name="IsSearchedHere">See <see cref="MessagePage"/>.</param>
/// <param name="Unsearched">Mailboxes that are listed and could not be opened.</param>
public sealed record MergedPage(
    int Total,
    int Page,
    int Pages,
    IReadOnlyList<FoundMessage> Messages,
    string? NextCursor,
    string? PreviousCursor,
    bool IsSearchedHere,
    IReadOnlyList<MailboxPath> Unsearched);
