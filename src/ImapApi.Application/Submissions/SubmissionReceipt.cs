namespace ImapApi.Application.Submissions;

/// <summary>The submission server took the message.</summary>
/// <param name="Response">Its words: <c>250 2.0.0 Ok: queued as 4F2Kd</c>.</param>
/// <param name="Rejected">Recipients it refused while it took the message for others.</param>
/// <param name="Conversation">The last lines that were said, oldest first, <c>C: </c> or <c>S: </c> before each, without secrets and content.</param>
public sealed record SubmissionReceipt(string Response, IReadOnlyList<RecipientRefusal> Rejected, IReadOnlyList<string> Conversation);
