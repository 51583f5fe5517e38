using System.ComponentModel;
using ImapApi.Domain.Messages;

namespace ImapApi.Api.Contracts.Messages;

[Description("What became of many messages that were to be deleted.")]
internal sealed record MessagesDeletedResponse(
    [property: Description("Messages that were selected and there.")] int Matched,
    [property: Description("How many are gone for good.")] int Deleted,
    [property: Description("Where the others were moved.")] MessagesDeletedResponse.MovedMessagesResponse? Moved,
    [property: Description("Ids of messages that are not in the mailbox.")] IReadOnlyList<string>? Missing,
    [property: Description("Why it ended early.")] BulkErrorResponse? Error)
{
    public static MessagesDeletedResponse From(BulkDeletion deletion) => new(
        deletion.Matched,
        deletion.Deleted,
        deletion.Destination is { } destination ? new MovedMessagesResponse(destination.Value, deletion.Moved.Count, BulkIds.Map(deletion.Moved)) : null,
        BulkIds.OrNull(deletion.Missing),
        BulkErrorResponse.From(deletion.Failure));

    [Description("Where messages were moved.")]
    internal sealed record MovedMessagesResponse(
        [property: Description("The mailbox's path.")] string Destination,
        [property: Description("How many.")] int Count,
        [property: Description("Pairs of old and new ids, where the server tells the new ones.")] IReadOnlyList<IReadOnlyList<string>>? IdMap);
}
