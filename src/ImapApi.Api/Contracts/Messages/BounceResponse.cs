using System.ComponentModel;

namespace ImapApi.Api.Contracts.Messages;

[Description("What a message says of the fate of another one (RFC 3464, and formats that cannot be mistaken). Whoever can write mail can write it: it is no proof.")]
internal sealed record BounceResponse
{
    [Description("What became of it for each recipient; at most 100.")]
    public required IReadOnlyList<BouncedRecipientResponse> Recipients { get; init; }

    [Description("The mail system that reports.")]
    public string? ReportingMta { get; init; }

    [Description("The message that bounced, as far as the report tells.")]
    public required BouncedMessageResponse Original { get; init; }
}
