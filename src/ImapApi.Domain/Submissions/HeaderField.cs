namespace ImapApi.Domain.Submissions;

/// <summary>A header field that a caller wants in the message. <paramref name="Value"/> is text: it is encoded and folded as mail needs it.</summary>
public sealed record HeaderField(string Name, string Value);
