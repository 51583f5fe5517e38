using System.ComponentModel;
using ImapApi.Api.Binding;
using ImapApi.Domain.Submissions;

namespace ImapApi.Api.Contracts.Submissions;

[Description("A message to send: of parts, or as a whole in raw.")]
internal sealed record SubmitMessageRequest : MessageContentRequest
{
    [Description("Who sends and receives for the mail servers. Absent: from, and all of to, cc and bcc.")]
    public EnvelopeRequest? Envelope { get; init; }

    [Description("Which delivery status notifications are wanted.")]
    public DsnRequest? Dsn { get; init; }

    [Description("When it shall be sent; it waits in the outbox until then.")]
    public DateTimeOffset? SendAt { get; init; }

    [Description("Whether it is sent by way of the outbox, which tries again after a temporary failure.")]
    public bool? Queue { get; init; }

    public OutgoingMessage ToMessage(BodyContents contents, RequestInput input) =>
        ToContent(contents, input) with { Envelope = Envelope?.ToEnvelope(), Dsn = Dsn?.ToDeliveryStatus(input) };
}
