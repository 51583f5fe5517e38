using System.ComponentModel;
using ImapApi.Domain.Messages;

namespace ImapApi.Api.Contracts.Messages;

[Description("What became of many messages that were to be moved or copied.")]
internal sealed record MessagesTransferredResponse(
    [property: Description("The path of the mailbox they went to.")] string Path,
    [property: Description("Messages that were selected and there.")] int Matched,
    [property: Description("How many are in that mailbox now.")] int Done,
    [property: Description("Pairs of old and new ids, where the server tells the new ones.")] IReadOnlyList<IReadOnlyList<string>>? IdMap,
    [property: Description("Ids of messages that are not in the mailbox.")] IReadOnlyList<string>? Missing,
    [property: Description("Why it ended early.")] BulkErrorResponse? Error)
{
    public static MessagesTransferredResponse From(BulkTransfer transfer) => new(
        transfer.Destination.Value,
        transfer.Matched,
        transfer.Done.Count,
        BulkIds.Map(transfer.Done),
        BulkIds.OrNull(transfer.Missing),
        BulkErrorResponse.From(transfer.Failure));
}
