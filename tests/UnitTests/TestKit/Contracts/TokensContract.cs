using ImapApi.Application.Tokens;
using ImapApi.Domain.Security;
using ImapApi.Infrastructure.Security;
using ImapApi.Infrastructure.Storage;
using ImapApi.TestKit.Builders;
using ImapApi.TestKit.Storage;

namespace ImapApi.TestKit.Contracts;

/// <summary>The access tokens as they are stored, and how soon what is done to them is known.</summary>
public abstract class TokensContract : StorageTest
{
    private const string Secret = "imapapi_Tr0ub4dor-and-3-staples";

    private static readonly ApiToken Some = SampleTokens.Token("some", [Scope.Api], "a/b", DateTimeOffset.MaxValue) with { Description = "for the help desk" };

    private protected TokensContract(IStoragePlace place) : base(place)
    {
    }

    private ITokenStore Tokens => Host.Get<ITokenStore>();

    private ITokenCheck Check => Host.Get<ITokenCheck>();

    [Fact]
    public async Task Begins_with_none_and_knows_that()
    {
        Check.WasEverMade.ShouldBe(false);
        (await Tokens.ListAsync(Token)).ShouldBeEmpty();
        Check.Find(Secret).ShouldBeNull();
    }

    [Fact]
    public async Task Knows_a_token_at_once_by_its_secret_alone_and_over_a_restart()
    {
        (await AddAsync(Some)).ShouldBeTrue();
        ShouldBeSame(Check.Find(Secret)!.Token, Some);

        await RestartAsync();

        ShouldBeSame(Check.Find(Secret)!.Token, Some);
        Check.Find(Secret + "x").ShouldBeNull();
        ShouldBeSame((await Tokens.ListAsync(Token)).ShouldHaveSingleItem(), Some);
    }

    [Fact]
    public async Task Stores_nothing_of_the_secret()
    {
        await AddAsync(Some);

        var document = (await Host.Get<IStore>().ListAsync(Partition.Global, "tokens", Token)).ShouldHaveSingleItem();
        SecretTraces.In(document.Value, Secret).ShouldBeEmpty();
    }

    [Fact]
    public async Task Forgets_a_removed_token_at_once_but_never_that_there_was_one()
    {
        await AddAsync(Some);
        var ended = Check.Find(Secret)!.Ended;

        (await Tokens.RemoveAsync(Some.Id, Token)).ShouldBeTrue();

        ended.IsCancellationRequested.ShouldBeTrue();
        Check.Find(Secret).ShouldBeNull();
        (await Tokens.RemoveAsync(Some.Id, Token)).ShouldBeFalse();
        await RestartAsync();
        Check.WasEverMade.ShouldBe(true);
        (await Tokens.WasEverMadeAsync(Token)).ShouldBeTrue();
    }

    [Fact]
    public async Task Makes_the_first_of_all_only_once()
    {
        var made = await Task.WhenAll(Enumerable.Range(0, 10).Select(i => Tokens.AddAsync(Some with { Id = $"{i}" }, TokenSecret.Hash($"{i}"), onlyFirst: true, Token)));
        made.Count(added => added).ShouldBe(1);
        (await Tokens.ListAsync(Token)).Count.ShouldBe(1);

        await Tokens.RemoveAsync((await Tokens.ListAsync(Token))[0].Id, Token);

        (await Tokens.AddAsync(Some, TokenSecret.Hash(Secret), onlyFirst: true, Token)).ShouldBeFalse();
        (await AddAsync(Some)).ShouldBeTrue();
    }

    [Fact]
    public async Task Lists_them_in_the_order_in_which_they_were_made()
    {
        foreach (var second in new[] { 3, 1, 2 })
            await Tokens.AddAsync(Some with { Id = $"{second}", Created = DateTimeOffset.UnixEpoch.AddSeconds(second) }, TokenSecret.Hash($"{second}"), onlyFirst: false, Token);

        (await Tokens.ListAsync(Token)).Select(token => token.Id).ShouldBe(["1", "2", "3"]);
    }

    [Fact]
    public async Task Notices_what_another_process_has_made_and_removed()
    {
        using var other = new TokenRepository(Host.Get<IStore>(), new TokenSnapshot(), TimeProvider.System);

        await other.AddAsync(Some, TokenSecret.Hash(Secret), onlyFirst: false, Token);
        while (Check.Find(Secret) is null)
            await Task.Delay(10, Token);
        Check.WasEverMade.ShouldBe(true);
        var ended = Check.Find(Secret)!.Ended;

        await other.RemoveAsync(Some.Id, Token);
        await Task.Delay(TimeSpan.FromMinutes(1), ended).ContinueWith(_ => { }, TaskScheduler.Default);
        ended.IsCancellationRequested.ShouldBeTrue();
        Check.Find(Secret).ShouldBeNull();
    }

    [Fact]
    public async Task Ends_what_runs_for_a_token_that_expires()
    {
        await AddAsync(Some with { Expires = DateTimeOffset.UnixEpoch });
        var ended = Check.Find(Secret)!.Ended;

        await Host.Get<TokenRepository>().RefreshAsync(Token);

        ended.IsCancellationRequested.ShouldBeTrue();
    }

    private static void ShouldBeSame(ApiToken actual, ApiToken expected)
    {
        actual.Scopes.ShouldBe(expected.Scopes);
        (actual with { Scopes = expected.Scopes }).ShouldBe(expected);
    }

    private Task<bool> AddAsync(ApiToken token) => Tokens.AddAsync(token, TokenSecret.Hash(Secret), onlyFirst: false, Token);
}
