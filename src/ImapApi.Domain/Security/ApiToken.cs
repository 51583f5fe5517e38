using ImapApi.Domain.Accounts;

namespace ImapApi.Domain.Security;

/// <summary>An access token as it is known after its secret was shown once.</summary>
/// <param name="Id">Names it in lists and when it is revoked; says nothing of the secret.</param>
/// <param name="Account">The only account it is good for; null: all.</param>
/// <param name="Expires">Null: never.</param>
public sealed record ApiToken(string Id, string? Description, IReadOnlyList<Scope> Scopes, AccountId? Account, DateTimeOffset Created, DateTimeOffset? Expires)
{
    public bool IsAdmin => Scopes.Contains(Scope.Admin);

    public bool IsExpired(DateTimeOffset now) => Expires <= now;

    /// <param name="account">The account that is asked for; null when the resource is no account's.</param>
    public bool Allows(Access access, AccountId? account) => IsAdmin || access switch
    {
        Access.Open => true,
        Access.Account => Scopes.Contains(Scope.Api) && (Account is null || Account == account),
        Access.Filtered => Scopes.Contains(Scope.Api),
        Access.Service => Scopes.Contains(Scope.Api) && Account is null,
        Access.Metrics => Scopes.Contains(Scope.Metrics),
        _ => false,
    };
}
