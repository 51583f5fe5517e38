using System.ComponentModel;
using System.ComponentModel.DataAnnotations;
using ImapApi.Domain.Messages;

namespace ImapApi.Api.Contracts.Submissions;

[Description("A sender or a recipient.")]
internal sealed record OutgoingAddressRequest
{
    [Description("The name beside the address.")]
    public string? Name { get; init; }

    [Required, Description("The address; its domain may be an international one.")]
    public string? Address { get; init; }

    public EmailAddress ToAddress() => new(Name ?? "", Address ?? "");
}
