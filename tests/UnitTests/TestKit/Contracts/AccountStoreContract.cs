using ImapApi.Application.Accounts;
using ImapApi.Domain.Accounts;
using ImapApi.TestKit.Builders;

namespace ImapApi.TestKit.Contracts;

/// <summary>What every <see cref="IAccountStore"/> does: the fake of the unit tests as well as the repository on each of its drivers.</summary>
public abstract class AccountStoreContract
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    /// <summary>An empty store; the same one throughout a test.</summary>
    private protected abstract IAccountStore Accounts { get; }

    [Fact]
    public async Task An_account_comes_back_as_it_was_saved()
    {
        var account = SampleAccounts.Create("a/b %2F é 😀", "Bob") with
        {
            Smtp = new ServerEndpoint("::1", 25, Secure: false, new TlsPolicy(RejectUnauthorized: false, TlsVersion.Tls13, AllowPlaintext: true), new Credentials.AccessToken("bob", "t\u00f6k\u20acn")),
        };

        (await Accounts.SaveAsync(account, Token)).ShouldBeTrue();

        (await Accounts.FindAsync(account.Id, Token)).ShouldBe(account);
    }

    [Fact]
    public async Task Servers_may_be_absent_and_credentials_elsewhere()
    {
        var bare = new Account(AccountId.Parse("bare"), "Bare", null, null);
        var asked = new Account(AccountId.Parse("asked"), "Asked", SampleAccounts.Endpoint with { Credentials = new Credentials.AuthServer() }, null);
        await Accounts.SaveAsync(bare, Token);
        await Accounts.SaveAsync(asked, Token);

        (await Accounts.FindAsync(bare.Id, Token)).ShouldBe(bare);
        (await Accounts.FindAsync(asked.Id, Token)).ShouldBe(asked);
    }

    [Fact]
    public async Task Saving_again_replaces()
    {
        await Accounts.SaveAsync(SampleAccounts.Create(name: "Bob"), Token);

        (await Accounts.SaveAsync(SampleAccounts.Create(name: "Robert"), Token)).ShouldBeFalse();

        (await Accounts.FindAsync(AccountId.Parse("bob"), Token))!.Name.ShouldBe("Robert");
    }

    [Fact]
    public async Task Accounts_are_listed_in_ordinal_order_of_their_ids()
    {
        string[] ids = ["b", "B", "a", "a/b", "a%2Fb", "é", "Z", "aa", "10", "9"];
        foreach (var id in ids)
            await Accounts.SaveAsync(SampleAccounts.Create(id), Token);
        var expected = ids.Order(StringComparer.Ordinal).ToArray();

        (await Accounts.ListAsync(Token).Select(account => account.Id.Value).ToArrayAsync(Token)).ShouldBe(expected);
        (await Accounts.ListIdsAsync(Token).Select(id => id.Value).ToArrayAsync(Token)).ShouldBe(expected);
    }

    [Fact]
    public async Task Nothing_comes_of_an_account_that_is_not_there()
    {
        var id = AccountId.Parse("nobody");

        (await Accounts.FindAsync(id, Token)).ShouldBeNull();
        (await Accounts.UpdateAsync(id, _ => throw new InvalidOperationException("there is nothing to change"), Token)).ShouldBeNull();
        (await Accounts.RemoveAsync(id, Token)).ShouldBeFalse();
        (await Accounts.ListAsync(Token).CountAsync(Token)).ShouldBe(0);
    }

    [Fact]
    public async Task An_update_tells_before_and_after()
    {
        var account = SampleAccounts.Create();
        await Accounts.SaveAsync(account, Token);

        var update = await Accounts.UpdateAsync(account.Id, stored => stored with { Name = "Robert" }, Token);

        update.ShouldBe((account, account with { Name = "Robert" }));
        (await Accounts.FindAsync(account.Id, Token)).ShouldBe(account with { Name = "Robert" });
    }

    [Fact]
    public async Task An_update_that_throws_changes_nothing()
    {
        var account = SampleAccounts.Create();
        await Accounts.SaveAsync(account, Token);

        await Should.ThrowAsync<FormatException>(() => Accounts.UpdateAsync(account.Id, _ => throw new FormatException(), Token));

        (await Accounts.FindAsync(account.Id, Token)).ShouldBe(account);
    }

    [Fact]
    public async Task Updates_at_the_same_time_lose_nothing()
    {
        const int Writers = 20;
        var account = SampleAccounts.Create(name: "");
        await Accounts.SaveAsync(account, Token);

        await Task.WhenAll(Enumerable.Range(0, Writers).Select(_ => Task.Run(() => Accounts.UpdateAsync(account.Id, stored => stored with { Name = stored.Name + "x" }, Token), Token)));

        (await Accounts.FindAsync(account.Id, Token))!.Name.ShouldBe(new string('x', Writers));
    }

    [Fact]
    public async Task A_removed_account_is_gone_and_its_neighbours_stay()
    {
        await Accounts.SaveAsync(SampleAccounts.Create("a"), Token);
        await Accounts.SaveAsync(SampleAccounts.Create("ab"), Token);

        (await Accounts.RemoveAsync(AccountId.Parse("a"), Token)).ShouldBeTrue();

        (await Accounts.FindAsync(AccountId.Parse("a"), Token)).ShouldBeNull();
        (await Accounts.ListIdsAsync(Token).Select(id => id.Value).ToArrayAsync(Token)).ShouldBe(["ab"]);
        (await Accounts.SaveAsync(SampleAccounts.Create("a"), Token)).ShouldBeTrue();
    }
}
