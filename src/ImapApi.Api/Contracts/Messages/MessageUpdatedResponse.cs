using System.ComponentModel;
using ImapApi.Domain.Messages;

namespace ImapApi.Api.Contracts.Messages;

[Description("What became of a change.")]
internal sealed record MessageUpdatedResponse(
    [property: Description("Which of the asked changes of flags the server took.")] MessageUpdatedResponse.ChangesTaken? Flags,
    [property: Description("Which of the asked changes of labels the server took.")] MessageUpdatedResponse.ChangesTaken? Labels)
{
    public static MessageUpdatedResponse From(MessageChangeResult result) => new(Taken(result.Flags), Taken(result.Labels));

    private static ChangesTaken? Taken(FlagChangeResult? result) => result is null ? null : new ChangesTaken(result.Added, result.Deleted, result.Set);

    [Description("Which of the asked changes the server took.")]
    internal sealed record ChangesTaken(
        [property: Description("Whether they were added.")] bool? Add,
        [property: Description("Whether they were deleted.")] bool? Delete,
        [property: Description("Whether they were set.")] bool? Set);
}
