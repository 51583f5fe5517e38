using ImapApi.Domain.Accounts;
using ImapApi.Domain.Security;

namespace ImapApi.Api.Auth;

/// <summary>Who calls: the token that was sent.</summary>
/// <param name="Token">Null: nobody is asked for one, and everybody may do everything.</param>
internal sealed record Caller(ApiToken? Token)
{
    private static readonly Caller Anybody = new(Token: null);

    /// <summary>The only account that the caller may see; null: all of them.</summary>
    public AccountId? Only => Token is { IsAdmin: false } token ? token.Account : null;

    public static Caller Of(HttpContext http) => http.Features.Get<Caller>() ?? Anybody;

    /// <summary>The account that a list is narrowed to: the one asked for, and for a caller who is bound to one always that; null: all accounts.</summary>
    /// <exception cref="ForbiddenException">The caller asks for another account than its own.</exception>
    public AccountId? Narrow(AccountId? asked) => Only is not { } only || asked is null || asked == only ? asked ?? Only : throw ForbiddenException.OtherAccount(only);

    /// <summary>The owner of the webhooks target that is meant: an account, or null for the settings.</summary>
    /// <exception cref="ForbiddenException">It is another account than the caller's own, or the settings', which are for administrators.</exception>
    public AccountId? Target(AccountId? asked) => asked is null && Token is { IsAdmin: false }
        ? throw new ForbiddenException("The webhooks target of the settings needs an access token with the scope admin. With account=… an account's own is meant.")
        : Narrow(asked);
}
