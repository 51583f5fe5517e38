namespace ImapApi.Domain.Messages;

/// <summary>HTML of which only what is harmless is left; the message's own images are still to be put in.</summary>
/// <param name="Images">In the order of their positions.</param>
/// <param name="BlockedRemote">How many times something from elsewhere would have been loaded.</param>
/// <param name="IsCut">It was longer than is made.</param>
public sealed record CleanHtml(string Html, IReadOnlyList<ImagePlace> Images, int BlockedRemote, bool IsCut);
