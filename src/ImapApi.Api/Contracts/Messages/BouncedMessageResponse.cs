using System.ComponentModel;

namespace ImapApi.Api.Contracts.Messages;

[Description("The message that bounced.")]
internal sealed record BouncedMessageResponse
{
    [Description("Its Message-ID header, with the angle brackets.")]
    public string? MessageId { get; init; }

    [Description("Its subject.")]
    public string? Subject { get; init; }

    [Description("The envelope id that was given with dsn when it was submitted.")]
    public string? EnvelopeId { get; init; }

    [Description("The outbox entry that sent it, while that is kept.")]
    public string? QueueId { get; init; }

    [Description("The id of its copy in the Sent mailbox, where it was filed by us.")]
    public string? Id { get; init; }
}
