using System.ComponentModel;
using ImapApi.Domain.Submissions;

namespace ImapApi.Api.Contracts.Submissions;

[Description("The message is not sent.")]
internal sealed record SubmissionCancelledResponse(
    [property: Description("The message's id in the outbox.")] string QueueId,
    [property: Description("cancelled.")] string State)
{
    public static SubmissionCancelledResponse From(OutboxEntry entry) => new(entry.Id.ToString(), entry.State.ToWord());
}
