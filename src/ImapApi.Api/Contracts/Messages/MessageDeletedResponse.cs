using System.ComponentModel;
using ImapApi.Domain.Messages;

namespace ImapApi.Api.Contracts.Messages;

[Description("What became of a message that was to be deleted.")]
internal sealed record MessageDeletedResponse(
    [property: Description("True: gone for good. False: moved.")] bool Deleted,
    [property: Description("Where it was moved.")] MessageDeletedResponse.MovedResponse? Moved)
{
    public static MessageDeletedResponse From(MessageDeletion deletion) =>
        new(deletion.Deleted, deletion.Destination is { } destination ? new MovedResponse(destination.Value, deletion.MovedTo?.ToString()) : null);

    [Description("Where a message was moved.")]
    internal sealed record MovedResponse(
        [property: Description("The mailbox's path.")] string Destination,
        [property: Description("The message's id there, where the server tells.")] string? Message);
}
