namespace ImapApi.Application.Errors;

/// <summary>One key of a request that is wrong, as the caller wrote it (<c>imap.port</c>), and why.</summary>
public sealed record FieldError(string Key, string Message);
