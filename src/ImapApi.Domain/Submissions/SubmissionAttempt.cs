namespace ImapApi.Domain.Submissions;

/// <summary>One time that a message was handed to the submission server.</summary>
/// <param name="Time">When it began.</param>
/// <param name="Error">Null while it lasts, and of one that succeeded.</param>
/// <param name="Response">The words with which the server took the message.</param>
/// <param name="Conversation">The last lines that were said, oldest first, <c>C: </c> or <c>S: </c> before each, without secrets and content.</param>
public sealed record SubmissionAttempt(DateTimeOffset Time, SubmissionError? Error, string? Response, IReadOnlyList<string> Conversation)
{
    public static SubmissionAttempt At(DateTimeOffset time) => new(time, Error: null, Response: null, []);
}
