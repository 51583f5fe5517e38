using System.ComponentModel;
using ImapApi.Domain.Submissions;

namespace ImapApi.Api.Contracts.Submissions;

[Description("One time that a message was handed to the submission server.")]
internal sealed record SubmissionAttemptResponse(
    [property: Description("When it began.")] DateTimeOffset Time,
    [property: Description("The words with which the server took the message.")] string? Response,
    [property: Description("Why it did not succeed; left out while it lasts.")] SubmissionErrorResponse? Error,
    [property: Description("The last lines that were said, C: by us and S: by the server, without secrets and content.")] IReadOnlyList<string> Conversation)
{
    public static SubmissionAttemptResponse From(SubmissionAttempt attempt) => new(attempt.Time, attempt.Response, SubmissionErrorResponse.From(attempt.Error), attempt.Conversation);
}
