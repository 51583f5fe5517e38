using System.ComponentModel;

namespace ImapApi.Api.Contracts.Submissions;

[Description("Who sends and receives for the mail servers.")]
internal sealed record SmtpEnvelopeResponse(
    [property: Description("The address that notifications of failure go to; an empty text: none.")] string From,
    [property: Description("The addresses that get the message.")] IReadOnlyList<string> To);
