namespace ImapApi.Domain.Messages;

/// <summary>What to tell of a message beside its summary and its headers.</summary>
/// <param name="WithPreview">The beginning of its text in one line.</param>
/// <param name="WithContents">What its parts mean: an invitation, a bounce. Costs something only where there is such a part.</param>
public sealed record DetailsRequest(TextRequest? Text = null, bool WithPreview = false, bool WithContents = false);
