using ImapApi.Domain.Accounts;
using ImapApi.Domain.Security;

namespace ImapApi.Infrastructure.Security;

/// <summary>A token as it is stored.</summary>
/// <param name="Hash">SHA-256 of the secret.</param>
internal sealed record TokenDocument(byte[] Hash, string? Description, IReadOnlyList<Scope> Scopes, string? Account, DateTimeOffset Created, DateTimeOffset? Expires)
{
    public static TokenDocument From(ApiToken token, byte[] hash) =>
        new(hash, token.Description, token.Scopes, token.Account?.Value, token.Created, token.Expires);

    public ApiToken ToToken(string id) => new(id, Description, Scopes, Account is null ? null : AccountId.Parse(Account), Created, Expires);
}
