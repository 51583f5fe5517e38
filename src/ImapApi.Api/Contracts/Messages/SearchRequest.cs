using System.ComponentModel;
using System.ComponentModel.DataAnnotations;

namespace ImapApi.Api.Contracts.Messages;

[Description("What to search for.")]
internal sealed record SearchRequest
{
    [Required, Description("Search keys, all of which must hold; none finds every message.")]
    public SearchKeysRequest? Search { get; init; }
}
