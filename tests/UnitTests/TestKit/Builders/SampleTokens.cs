using ImapApi.Domain.Accounts;
using ImapApi.Domain.Security;

namespace ImapApi.TestKit.Builders;

internal static class SampleTokens
{
    public static ApiToken Token(string id, IReadOnlyList<Scope> scopes, string? account = null, DateTimeOffset? expires = null) =>
        new(id, Description: null, scopes, account is null ? null : AccountId.Parse(account), DateTimeOffset.UnixEpoch, expires);
}
