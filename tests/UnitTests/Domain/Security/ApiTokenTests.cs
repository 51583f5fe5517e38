using ImapApi.Domain.Accounts;
using ImapApi.Domain.Security;

namespace ImapApi.UnitTests.Domain.Security;

public sealed class ApiTokenTests
{
    private static readonly AccountId Bob = AccountId.Parse("bob");
    private static readonly AccountId Alice = AccountId.Parse("alice");

    [Theory]
    [InlineData(Access.Open, true, true, true, true)]
    [InlineData(Access.Account, true, true, true, false)]
    [InlineData(Access.Filtered, true, true, true, false)]
    [InlineData(Access.Service, true, true, false, false)]
    [InlineData(Access.Metrics, true, false, false, true)]
    [InlineData(Access.Admin, true, false, false, false)]
    public void Each_scope_opens_what_it_names(Access access, bool admin, bool api, bool bound, bool metrics) =>
        new[] { Token(null, Scope.Admin), Token(null, Scope.Api), Token(Bob, Scope.Api), Token(null, Scope.Metrics) }.Select(token => token.Allows(access, Bob)).ShouldBe([admin, api, bound, metrics]);

    [Fact]
    public void A_token_of_an_account_opens_no_other()
    {
        Token(Bob, Scope.Api).Allows(Access.Account, Alice).ShouldBeFalse();
        Token(Bob, Scope.Api).Allows(Access.Account, account: null).ShouldBeFalse();
        Token(Bob, Scope.Metrics, Scope.Admin).Allows(Access.Account, Alice).ShouldBeTrue();
    }

    [Fact]
    public void A_token_ends_when_it_expires()
    {
        var token = Token(null, Scope.Api) with { Expires = DateTimeOffset.UnixEpoch };

        token.IsExpired(DateTimeOffset.UnixEpoch.AddTicks(-1)).ShouldBeFalse();
        token.IsExpired(DateTimeOffset.UnixEpoch).ShouldBeTrue();
        (token with { Expires = null }).IsExpired(DateTimeOffset.MaxValue).ShouldBeFalse();
    }

    [Theory]
    [InlineData("api", Scope.Api)]
    [InlineData("metrics", Scope.Metrics)]
    [InlineData("admin", Scope.Admin)]
    public void A_scope_has_a_name(string name, Scope scope)
    {
        scope.Name().ShouldBe(name);
        ScopeNames.TryParse(name, out var found).ShouldBeTrue();
        found.ShouldBe(scope);
    }

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("Admin")]
    [InlineData("all")]
    public void What_is_no_scope_is_none(string? name) => ScopeNames.TryParse(name, out _).ShouldBeFalse();

    private static ApiToken Token(AccountId? account, params Scope[] scopes) => new("1", Description: null, scopes, account, DateTimeOffset.UnixEpoch, Expires: null);
}
