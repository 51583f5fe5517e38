using System.ComponentModel;
using ImapApi.Domain.Messages;

namespace ImapApi.Api.Contracts.Messages;

[Description("What became of a change.")]
internal sealed record MessageUpdatedResponse([property: Description("Which of the asked changes the server took.")] MessageUpdatedResponse.FlagsTaken Flags)
{
    public static MessageUpdatedResponse From(FlagChangeResult result) => new(new FlagsTaken(result.Added, result.Deleted, result.Set));

    [Description("Which of the asked changes of flags the server took.")]
    internal sealed record FlagsTaken(
        [property: Description("Whether the flags were added.")] bool? Add,
        [property: Description("Whether the flags were deleted.")] bool? Delete,
        [property: Description("Whether the flags were set.")] bool? Set);
}
