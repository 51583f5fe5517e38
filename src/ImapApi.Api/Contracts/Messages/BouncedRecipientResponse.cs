using System.ComponentModel;

namespace ImapApi.Api.Contracts.Messages;

[Description("What became of a message for one recipient.")]
internal sealed record BouncedRecipientResponse
{
    [Description("Where delivery was tried.")]
    public required string Address { get; init; }

    [Description("Where the sender had it sent, when that is told and another address.")]
    public string? OriginalAddress { get; init; }

    [Description("failed, delayed (still being tried), delivered, relayed or expanded.")]
    public required string Action { get; init; }

    [Description("The enhanced status code (RFC 3463): 5.1.1.")]
    public string? Status { get; init; }

    [Description("What the refusing system said: 550 5.1.1 User unknown.")]
    public string? Diagnostic { get; init; }

    [Description("That system's name.")]
    public string? RemoteMta { get; init; }
}
