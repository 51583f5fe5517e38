namespace ImapApi.Domain.Submissions;

/// <summary>Why an attempt did not succeed.</summary>
/// <param name="Code">A stable machine word: <c>MailServerRejected</c>, <c>SMTPUnavailable</c> …</param>
/// <param name="Message">For people.</param>
/// <param name="Stage">How far it came: <c>connect</c>, <c>authenticate</c>, <c>sender</c>, <c>recipients</c>, <c>content</c>, <c>commit</c>; null where that is not known.</param>
/// <param name="ServerResponse">The server's own words, where it gave any.</param>
public sealed record SubmissionError(string Code, string Message, string? Stage = null, string? ServerResponse = null);
