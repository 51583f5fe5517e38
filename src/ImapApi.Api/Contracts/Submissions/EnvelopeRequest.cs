using System.ComponentModel;
using System.ComponentModel.DataAnnotations;
using ImapApi.Domain.Submissions;

namespace ImapApi.Api.Contracts.Submissions;

[Description("Who sends and receives for the mail servers, where that differs from the header.")]
internal sealed record EnvelopeRequest
{
    [Required, Description("The address that notifications of failure go to; an empty text: none.")]
    public string? From { get; init; }

    [Required, Description("The addresses that get the message.")]
    public IReadOnlyList<string>? To { get; init; }

    public SmtpEnvelope ToEnvelope() => new(From ?? "", To ?? []);
}
