using System.ComponentModel;

namespace ImapApi.Api.Contracts.Messages;

[Description("What a wait for a message has come to.")]
internal sealed record WaitResponse
{
    [Description("Whether a message matches; false: none has come in time.")]
    public required bool Found { get; init; }

    [Description("The message.")]
    public MessageEntryResponse? Message { get; init; }
}
