using System.ComponentModel;
using ImapApi.Domain.Messages;

namespace ImapApi.Api.Contracts.Messages;

[Description(@"Labels: names, or Gmail's own: \Inbox, \Starred, \Important.")]
internal sealed record LabelChangeRequest
{
    [Description("Labels to add.")]
    public IReadOnlyList<string>? Add { get; init; }

    [Description("Labels to delete.")]
    public IReadOnlyList<string>? Delete { get; init; }

    [Description("All the labels there shall be; stands alone.")]
    public IReadOnlyList<string>? Set { get; init; }

    public FlagChange ToChange() => new(Add, Delete, Set);
}
