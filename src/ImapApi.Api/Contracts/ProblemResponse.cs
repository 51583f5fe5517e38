using System.ComponentModel;

namespace ImapApi.Api.Contracts;

[Description("Why a request failed: problem details (RFC 9457) with the fields of the first API.")]
internal sealed record ProblemResponse(
    [property: Description("A URI that names the kind of problem.")] string Type,
    [property: Description("The kind of problem in words.")] string Title,
    [property: Description("The HTTP status.")] int Status,
    [property: Description("What happened, in a sentence.")] string Detail,
    [property: Description("The path that was asked for.")] string Instance,
    [property: Description("The HTTP status, again.")] int StatusCode,
    [property: Description("The HTTP status in words.")] string Error,
    [property: Description("The same as detail.")] string Message,
    [property: Description("A stable machine word: InvalidInput, MessageNotFound, IMAPUnavailable …")] string Code,
    [property: Description("Whether the same request may succeed later.")] bool Retryable,
    [property: Description("Finds the request in the server's log.")] string TraceId)
{
    [Description("What is wrong with which key (status 400).")]
    public IReadOnlyList<ProblemField>? Fields { get; init; }

    [Description("The mail server's own words, where it gave any.")]
    public string? ServerResponse { get; init; }

    [Description("The message's entry in the outbox, where a submission failed.")]
    public string? QueueId { get; init; }
}

