using System.ComponentModel;

namespace ImapApi.Api.Contracts.Messages;

[Description("Which messages of the mailbox are meant: search or ids.")]
internal record MessageSelectionRequest
{
    [Description("Those that match: search keys, all of which must hold.")]
    public SearchKeysRequest? Search { get; init; }

    [Description("These, up to 10,000. Those that are not in the mailbox are named in the answer.")]
    public IReadOnlyList<string>? Ids { get; init; }

    [Description("True: every message of the mailbox may be meant. Without it an empty search is refused.")]
    public bool? All { get; init; }
}
