using System.ComponentModel;
using ImapApi.Domain.Submissions;

namespace ImapApi.Api.Contracts.Submissions;

[Description("A message of the outbox, and what became of it.")]
internal sealed record OutboxEntryResponse(
    [property: Description("The message's id in the outbox.")] string QueueId,
    [property: Description("Whose message it is.")] string Account,
    [property: Description("scheduled, queued, sending, committing, sent, rejected, failed, unknown or cancelled.")] string State,
    [property: Description("The Message-ID, with its angle brackets.")] string MessageId,
    [property: Description("The subject.")] string Subject,
    [property: Description("Who sends and receives for the mail servers.")] SmtpEnvelopeResponse Envelope,
    [property: Description("The message's size in bytes.")] long Size,
    [property: Description("When it was submitted.")] DateTimeOffset Created,
    [property: Description("The attempts, at most the last 20, the first of them first.")] IReadOnlyList<SubmissionAttemptResponse> Attempts)
{
    [Description("When it shall be sent, where a time was given.")]
    public DateTimeOffset? SendAt { get; init; }

    [Description("When it is sent or tried again, while it waits.")]
    public DateTimeOffset? NextAttempt { get; init; }

    [Description("When it came to its end.")]
    public DateTimeOffset? Finished { get; init; }

    [Description("Why the last attempt did not succeed.")]
    public SubmissionErrorResponse? LastError { get; init; }

    [Description("The words with which the server took the message.")]
    public string? Response { get; init; }

    [Description("The recipients that the server refused while it took the message for the others.")]
    public IReadOnlyList<RefusedRecipientResponse>? Rejected { get; init; }

    [Description("The flag that the original of a reply or forward got.")]
    public string? Flag { get; init; }

    [Description("The mailbox that the copy was filed in.")]
    public string? SentMailbox { get; init; }

    [Description("The copy's message id.")]
    public string? SentCopy { get; init; }

    [Description("What should have been done after the message was sent, and was not; or not yet, where the mail server could not be told: that is tried again.")]
    public IReadOnlyList<string>? Warnings { get; init; }

    public static OutboxEntryResponse From(OutboxEntry entry) => new(
        entry.Id.ToString(), entry.Account.Value, entry.State.ToWord(), entry.MessageId, entry.Subject, new SmtpEnvelopeResponse(entry.Envelope.From, entry.Envelope.To), entry.Size,
        entry.Created, [.. entry.Attempts.Select(SubmissionAttemptResponse.From)])
    {
        SendAt = entry.SendAt,
        NextAttempt = entry.NextAttempt,
        Finished = entry.Finished,
        LastError = SubmissionErrorResponse.From(entry.LastError),
        Response = entry.Response,
        Rejected = RefusedRecipientResponse.From(entry.Rejected),
        Flag = entry.Flag,
        SentMailbox = entry.SentMailbox?.Value,
        SentCopy = entry.SentCopy?.ToString(),
        Warnings = entry.Warnings.Count == 0 ? null : entry.Warnings,
    };
}
