using System.ComponentModel;
using ImapApi.Application.Submissions;

namespace ImapApi.Api.Contracts.Submissions;

[Description("The submission server took the message.")]
internal sealed record MessageSubmittedResponse(
    [property: Description("The server's words.")] string Response,
    [property: Description("The Message-ID that was sent, with its angle brackets.")] string MessageId,
    [property: Description("The message's id in the outbox.")] string QueueId)
{
    /// <summary>Of a message whose answer got lost and whose copy was found.</summary>
    private const string NoWords = "It is in the Sent mailbox; the server's answer got lost.";

    [Description("The recipients that the server refused while it took the message for the others; left out where there are none.")]
    public IReadOnlyList<RefusedRecipientResponse>? Rejected { get; init; }

    public static MessageSubmittedResponse From(SubmittedMessage message) => new(message.Response ?? NoWords, message.MessageId, message.Queue.ToString())
    {
        Rejected = RefusedRecipientResponse.From(message.Rejected),
    };
}
