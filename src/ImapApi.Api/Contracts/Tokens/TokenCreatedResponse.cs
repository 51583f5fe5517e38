using System.ComponentModel;

namespace ImapApi.Api.Contracts.Tokens;

[Description("The new token.")]
internal sealed record TokenCreatedResponse(
    [property: Description("Names it in lists, and revokes it.")] string Id,
    [property: Description("The secret, for the header Authorization: Bearer TOKEN. It is shown this once.")] string Token);
