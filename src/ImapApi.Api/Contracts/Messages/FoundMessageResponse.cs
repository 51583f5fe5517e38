using System.ComponentModel;

namespace ImapApi.Api.Contracts.Messages;

[Description("A message that a search found.")]
internal sealed record FoundMessageResponse : MessageEntryResponse
{
    [Description("The path of its mailbox, in a search of all mailboxes.")]
    public string? Path { get; init; }

    [Description(@"The special use of its mailbox (\Sent), in a search of all mailboxes.")]
    public string? SpecialUse { get; init; }
}
