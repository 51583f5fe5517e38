using ImapApi.Application.Errors;
using ImapApi.Application.Tokens;
using ImapApi.Domain.Accounts;
using ImapApi.Domain.Security;
using NSubstitute;

namespace ImapApi.UnitTests.Application;

public sealed class TokenUseCaseTests : IAsyncDisposable
{
    private readonly UseCases _cases = new();

    public TokenUseCaseTests()
    {
        Tokens.WasEverMadeAsync(default).ReturnsForAnyArgs(true);
        Tokens.AddAsync(default!, default!, default, default).ReturnsForAnyArgs(true);
    }

    private ITokenStore Tokens => _cases.Get<ITokenStore>();

    public ValueTask DisposeAsync() => _cases.DisposeAsync();

    [Fact]
    public async Task A_token_is_random_and_only_its_hash_is_kept()
    {
        var made = await _cases.SendAsync(New([Scope.Api, Scope.Metrics, Scope.Api], description: "mine"));
        var again = await _cases.SendAsync(New([Scope.Api]));

        made.Secret.ShouldMatch("^imapapi_[A-Za-z0-9_-]{43}$");
        again.Secret.ShouldNotBe(made.Secret);
        again.Token.Id.ShouldNotBe(made.Token.Id);
        made.Token.Scopes.ShouldBe([Scope.Api, Scope.Metrics]);
        made.Secret.ShouldNotContain(made.Token.Id);
        await Tokens.Received().AddAsync(made.Token, Arg.Is<byte[]>(hash => hash.SequenceEqual(TokenSecret.Hash(made.Secret))), onlyFirst: false, Arg.Any<CancellationToken>());
    }

    [Fact]
    public async Task All_that_is_wrong_is_told_together()
    {
        var wrong = New([Scope.Admin, Scope.Api], account: "bob", expires: _cases.Time.GetUtcNow(), description: "two\nlines");
        (await _cases.KeysRefusedAsync(wrong)).ShouldBe(["description", "account", "expires"], ignoreOrder: true);
        (await _cases.KeysRefusedAsync(New([]))).ShouldBe(["scopes"]);
    }

    [Fact]
    public async Task The_first_token_is_an_administrators()
    {
        Tokens.WasEverMadeAsync(default).ReturnsForAnyArgs(false);

        (await _cases.KeysRefusedAsync(New([Scope.Api]))).ShouldBe(["scopes"]);

        (await _cases.SendAsync(New([Scope.Admin]))).Secret.ShouldNotBeEmpty();
    }

    [Fact]
    public async Task Revoking_what_is_not_there_is_told()
    {
        Tokens.RemoveAsync("there", Arg.Any<CancellationToken>()).Returns(true);

        await _cases.SendAsync(new RevokeToken("there"));
        (await Should.ThrowAsync<NotFoundException>(() => _cases.SendAsync(new RevokeToken("gone")))).Code.ShouldBe("TokenNotFound");
    }

    [Theory]
    [InlineData(Scope.Admin, null, Access.Admin, true)]
    [InlineData(Scope.Api, null, Access.Admin, false)]
    [InlineData(Scope.Admin, null, Access.Metrics, true)]
    [InlineData(Scope.Api, "bob", Access.Account, true)]
    [InlineData(Scope.Api, "eve", Access.Account, false)]
    [InlineData(Scope.Api, null, Access.Account, true)]
    [InlineData(Scope.Api, "bob", Access.Service, false)]
    [InlineData(Scope.Api, null, Access.Service, true)]
    [InlineData(Scope.Api, null, Access.Metrics, false)]
    [InlineData(Scope.Metrics, null, Access.Metrics, true)]
    [InlineData(Scope.Metrics, null, Access.Filtered, false)]
    [InlineData(Scope.Metrics, null, Access.Open, true)]
    public void A_token_allows_what_its_scope_and_account_say(Scope scope, string? account, Access access, bool allowed) =>
        new ApiToken("1", null, [scope], account is null ? null : AccountId.Parse(account), default, null).Allows(access, AccountId.Parse("bob")).ShouldBe(allowed);

    private static CreateToken New(IReadOnlyList<Scope> scopes, string? account = null, DateTimeOffset? expires = null, string? description = null) =>
        new(description, scopes, account is null ? null : AccountId.Parse(account), expires);
}
