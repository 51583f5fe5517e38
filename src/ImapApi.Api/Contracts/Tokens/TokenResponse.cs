using System.ComponentModel;
using ImapApi.Domain.Security;

namespace ImapApi.Api.Contracts.Tokens;

[Description("An access token, without its secret.")]
internal sealed record TokenResponse(
    [property: Description("Names it when it is revoked.")] string Id,
    [property: Description("What it is for.")] string? Description,
    [property: Description("What it allows: api, metrics, admin.")] IReadOnlyList<string> Scopes,
    [property: Description("The only account it is good for.")] string? Account,
    [property: Description("When it was made.")] DateTimeOffset Created,
    [property: Description("When it ends.")] DateTimeOffset? Expires)
{
    public static TokenResponse From(ApiToken token) =>
        new(token.Id, token.Description, [.. token.Scopes.Select(ScopeNames.Name)], token.Account?.Value, token.Created, token.Expires);
}
