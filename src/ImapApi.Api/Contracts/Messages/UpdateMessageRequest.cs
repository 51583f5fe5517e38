using System.ComponentModel;
using System.ComponentModel.DataAnnotations;
using ImapApi.Domain.Messages;

namespace ImapApi.Api.Contracts.Messages;

[Description("What changes of a message.")]
internal sealed record UpdateMessageRequest
{
    [Required, Description("Flags to add and delete, or to set.")]
    public FlagChangeRequest? Flags { get; init; }

    public FlagChange ToChange() => new(Flags?.Add, Flags?.Delete, Flags?.Set);

    [Description(@"Flags: \Seen, \Answered, \Flagged, \Deleted, \Draft, and keywords.")]
    internal sealed record FlagChangeRequest
    {
        [Description("Flags to add.")]
        public IReadOnlyList<string>? Add { get; init; }

        [Description("Flags to delete.")]
        public IReadOnlyList<string>? Delete { get; init; }

        [Description("All the flags there shall be; stands alone.")]
        public IReadOnlyList<string>? Set { get; init; }
    }
}
