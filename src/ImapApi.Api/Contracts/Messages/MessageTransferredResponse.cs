using System.ComponentModel;
using ImapApi.Domain.Messages;

namespace ImapApi.Api.Contracts.Messages;

[Description("Where a message is now.")]
internal sealed record MessageTransferredResponse(
    [property: Description("The mailbox's path.")] string Path,
    [property: Description("The message's id there, where the server tells.")] string? Id,
    [property: Description("Its UID there, where the server tells.")] long? Uid)
{
    public static MessageTransferredResponse From(MessageTransfer transfer) => new(transfer.Destination.Value, transfer.Id?.ToString(), transfer.Id?.Uid.Value);
}
