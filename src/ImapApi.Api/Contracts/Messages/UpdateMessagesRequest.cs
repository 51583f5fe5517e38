using System.ComponentModel;
using ImapApi.Domain.Messages;

namespace ImapApi.Api.Contracts.Messages;

[Description("What changes of which messages.")]
internal sealed record UpdateMessagesRequest : MessageSelectionRequest
{
    [Description("Flags to add and delete, or to set. Required, unless labels are given.")]
    public FlagChangeRequest? Flags { get; init; }

    [Description("Gmail's labels to add and delete, or to set; other mail servers have none.")]
    public LabelChangeRequest? Labels { get; init; }

    public MessageChange ToChange() => new(Flags?.ToChange(), Labels?.ToChange());
}
