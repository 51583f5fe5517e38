using System.ComponentModel;
using System.ComponentModel.DataAnnotations;

namespace ImapApi.Api.Contracts.Messages;

[Description("Which messages go where.")]
internal sealed record TransferMessagesRequest : MessageSelectionRequest
{
    [Required, Description(@"The path of the mailbox they go to, or its special use (\Archive).")]
    public string? Path { get; init; }
}
