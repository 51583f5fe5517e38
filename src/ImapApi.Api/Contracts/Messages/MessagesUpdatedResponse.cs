using System.ComponentModel;
using ImapApi.Domain.Messages;

namespace ImapApi.Api.Contracts.Messages;

[Description("What became of a change of many messages.")]
internal sealed record MessagesUpdatedResponse(
    [property: Description("Messages that were selected and there.")] int Matched,
    [property: Description("How many are now as asked.")] int Updated,
    [property: Description("Ids of messages for which the server did not take all of the change.")] IReadOnlyList<string>? Unchanged,
    [property: Description("Ids of messages that are not in the mailbox.")] IReadOnlyList<string>? Missing,
    [property: Description("Why it ended early.")] BulkErrorResponse? Error)
{
    public static MessagesUpdatedResponse From(BulkChange change) =>
        new(change.Matched, change.Changed, BulkIds.OrNull(change.Unchanged), BulkIds.OrNull(change.Missing), BulkErrorResponse.From(change.Failure));
}
