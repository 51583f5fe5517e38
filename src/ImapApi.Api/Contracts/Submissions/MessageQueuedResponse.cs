using System.ComponentModel;
using ImapApi.Application.Submissions;

namespace ImapApi.Api.Contracts.Submissions;

[Description("The outbox has the message, and sends it.")]
internal sealed record MessageQueuedResponse(
    [property: Description("The message's id in the outbox.")] string QueueId,
    [property: Description("The Message-ID that is sent, with its angle brackets.")] string MessageId,
    [property: Description("scheduled until the time that was given, or queued; to a repeated request what it is now.")] string State)
{
    public static MessageQueuedResponse From(SubmittedMessage message) => new(message.Queue.ToString(), message.MessageId, message.State.ToWord());
}
