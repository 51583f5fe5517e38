namespace ImapApi.Domain.Messages;

/// <summary>Which text to fetch, and how much.</summary>
/// <param name="MaxBytes">Cap on the decoded UTF-8 bytes per kind; null for all.</param>
public sealed record TextRequest(TextKinds Kinds, int? MaxBytes);
