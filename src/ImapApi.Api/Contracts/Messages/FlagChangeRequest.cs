using System.ComponentModel;
using ImapApi.Domain.Messages;

namespace ImapApi.Api.Contracts.Messages;

[Description(@"Flags: \Seen, \Answered, \Flagged, \Deleted, \Draft, and keywords.")]
internal sealed record FlagChangeRequest
{
    [Description("Flags to add.")]
    public IReadOnlyList<string>? Add { get; init; }

    [Description("Flags to delete.")]
    public IReadOnlyList<string>? Delete { get; init; }

    [Description("All the flags there shall be; stands alone.")]
    public IReadOnlyList<string>? Set { get; init; }

    public FlagChange ToChange() => new(Add, Delete, Set);
}
