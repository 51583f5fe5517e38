using System.ComponentModel;
using ImapApi.Domain.Submissions;

namespace ImapApi.Api.Contracts.Submissions;

[Description("A recipient that the server refused.")]
internal sealed record RefusedRecipientResponse([property: Description("The address.")] string Address, [property: Description("The server's words.")] string Response)
{
    public static IReadOnlyList<RefusedRecipientResponse>? From(IReadOnlyList<RefusedRecipient> rejected) =>
        rejected.Count == 0 ? null : [.. rejected.Select(recipient => new RefusedRecipientResponse(recipient.Address, recipient.Response))];
}
