using System.ComponentModel;
using System.ComponentModel.DataAnnotations;

namespace ImapApi.Api.Contracts.Messages;

[Description("Where a message goes.")]
internal sealed record TransferMessageRequest
{
    [Required, Description(@"The mailbox's path, or its special use (\Archive).")]
    public string? Path { get; init; }
}
