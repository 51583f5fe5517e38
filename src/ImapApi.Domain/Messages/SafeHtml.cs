namespace ImapApi.Domain.Messages;

/// <summary>HTML that can be shown: nothing in it runs, and nothing is loaded.</summary>
/// <param name="BlockedRemote">How many times something from elsewhere would have been loaded, and is not.</param>
/// <param name="OmittedImages">How many places of the message's own images stay empty: it has no such image, or too much of them.</param>
public sealed record SafeHtml(string Html, int BlockedRemote, int OmittedImages, bool IsCut);
