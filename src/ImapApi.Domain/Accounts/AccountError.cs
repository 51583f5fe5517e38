namespace ImapApi.Domain.Accounts;

/// <summary>Why an account is not connected.</summary>
/// <param name="Code">A stable machine word: <c>ConnectionRefused</c>, <c>AuthenticationFailed</c>, <c>CertificateRejected</c> …</param>
/// <param name="Message">What happened and what can be done, in a sentence.</param>
/// <param name="ServerResponse">The mail server's own words, when it gave any.</param>
public sealed record AccountError(string Code, string Message, string? ServerResponse, DateTimeOffset Time);
