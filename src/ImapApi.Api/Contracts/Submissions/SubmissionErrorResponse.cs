using System.ComponentModel;
using ImapApi.Domain.Submissions;

namespace ImapApi.Api.Contracts.Submissions;

[Description("Why an attempt did not succeed.")]
internal sealed record SubmissionErrorResponse(
    [property: Description("A stable machine word.")] string Code,
    [property: Description("What happened, in a sentence.")] string Message,
    [property: Description("How far it came: connect, authenticate, sender, recipients, content or commit.")] string? Stage,
    [property: Description("The server's own words, where it gave any.")] string? ServerResponse)
{
    public static SubmissionErrorResponse? From(SubmissionError? error) => error is null ? null : new(error.Code, error.Message, error.Stage, error.ServerResponse);
}
