namespace ImapApi.Domain.Messages;

/// <summary>Where in a cleaned text an image of the message belongs: in its tag, between its attributes, as its <c>src</c>.</summary>
/// <param name="Position">In characters.</param>
/// <param name="ContentId">Without angle brackets.</param>
public sealed record ImagePlace(int Position, string ContentId);
