namespace ImapApi.Domain.Submissions;

/// <summary>A recipient that the submission server did not take while it took the message for others.</summary>
/// <param name="Response">The server's words.</param>
public sealed record RefusedRecipient(string Address, string Response);
