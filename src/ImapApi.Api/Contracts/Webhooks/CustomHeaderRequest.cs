using System.ComponentModel;
using System.ComponentModel.DataAnnotations;

namespace ImapApi.Api.Contracts.Webhooks;

[Description("A header that is sent with each webhook.")]
internal sealed record CustomHeaderRequest
{
    [Required, Description("The header's name.")]
    public string? Key { get; init; }

    [Required, Description("Its value.")]
    public string? Value { get; init; }
}
