using ImapApi.Application.Accounts;
using ImapApi.Application.Errors;
using ImapApi.Application.Logs;
using ImapApi.Application.Statistics;
using ImapApi.Domain.Accounts;
using ImapApi.Domain.Messages;
using ImapApi.TestKit.Builders;
using NSubstitute;

namespace ImapApi.UnitTests.Application;

public sealed class AccountUseCaseTests : IAsyncDisposable
{
    private static readonly AccountId Bob = AccountId.Parse("bob");
    private readonly UseCases _useCases = new();

    public ValueTask DisposeAsync() => _useCases.DisposeAsync();

    [Fact]
    public async Task A_new_account_is_stored_and_started_and_an_existing_one_replaced_and_reconnected()
    {
        (await _useCases.SendAsync(new RegisterAccount(SampleAccounts.Create()))).ShouldBeTrue();
        (await _useCases.SendAsync(new RegisterAccount(SampleAccounts.Create(name: "Robert")))).ShouldBeFalse();

        _useCases.Connections.Calls.ShouldBe(["start bob", "reconnect bob"]);
        var overview = await _useCases.SendAsync(new GetAccount(Bob));
        overview.Account.Name.ShouldBe("Robert");
        overview.Status.State.ShouldBe(AccountState.Connected);
    }

    [Fact]
    public async Task A_removed_account_is_disconnected_and_unknown()
    {
        await _useCases.SendAsync(new RegisterAccount(SampleAccounts.Create()));

        await _useCases.SendAsync(new RemoveAccount(Bob));

        _useCases.Connections.Calls.ShouldBe(["start bob", "stop bob"]);
        await ShouldBeUnknown(() => _useCases.SendAsync(new GetAccount(Bob)));
        await ShouldBeUnknown(() => _useCases.SendAsync(new RemoveAccount(Bob)));
    }

    [Fact]
    public async Task Nothing_can_be_asked_of_an_unknown_account()
    {
        await ShouldBeUnknown(() => _useCases.SendAsync(new ReconnectAccount(Bob)));
        await ShouldBeUnknown(() => _useCases.SendAsync(new SyncAccount(Bob)));
        await ShouldBeUnknown(() => _useCases.SendAsync(new UpdateAccount(Bob, "Robert", null, null)));
        await ShouldBeUnknown(() => _useCases.SendAsync(new GetProtocolLog(Bob)));

        _useCases.Connections.Calls.ShouldBeEmpty();
    }

    [Fact]
    public async Task A_known_account_can_be_reconnected_and_looked_at_by_hand()
    {
        await _useCases.Accounts.SaveAsync(SampleAccounts.Create(), default);

        await _useCases.SendAsync(new ReconnectAccount(Bob));
        await _useCases.SendAsync(new SyncAccount(Bob));

        _useCases.Connections.Calls.ShouldBe(["reconnect bob", "sync bob"]);
    }

    [Fact]
    public async Task Pages_follow_the_order_of_ids_and_count_what_matches()
    {
        foreach (var id in new[] { "c", "a", "e", "b", "d" })
            await _useCases.SendAsync(new RegisterAccount(SampleAccounts.Create(id)));

        var middle = await _useCases.SendAsync(new ListAccounts(new PageRequest(1, 2), null, null));
        var beyond = await _useCases.SendAsync(new ListAccounts(new PageRequest(3, 2), null, null));

        (middle.Total, middle.Page, middle.Pages).ShouldBe((5, 1, 3));
        middle.Accounts.Select(overview => overview.Account.Id.Value).ShouldBe(["c", "d"]);
        (beyond.Total, beyond.Page, beyond.Pages).ShouldBe((5, 3, 3));
        beyond.Accounts.ShouldBeEmpty();
    }

    [Fact]
    public async Task No_accounts_make_one_empty_page()
    {
        var page = await _useCases.SendAsync(new ListAccounts(new PageRequest(0, 20), null, null));

        (page.Total, page.Page, page.Pages, page.Accounts.Count).ShouldBe((0, 0, 1, 0));
    }

    [Theory]
    [InlineData("ALI", "alice")]
    [InlineData("bobby", "bob")]
    [InlineData("imap.one", "alice")]
    [InlineData("smtp.two", "bob")]
    [InlineData("user-of-alice", "alice")]
    [InlineData("", "alice bare bob")]
    [InlineData("nothing like it", "")]
    [InlineData("secret", "")]
    public async Task A_query_is_looked_for_in_id_name_hosts_and_users(string query, string found)
    {
        await _useCases.Accounts.SaveAsync(Account("alice", "Al", "imap.one.example", "smtp.one.example"), default);
        await _useCases.Accounts.SaveAsync(Account("bob", "Bobby", "imap.two.example", "smtp.two.example"), default);
        await _useCases.Accounts.SaveAsync(new Account(AccountId.Parse("bare"), "B", null, null), default);

        var page = await _useCases.SendAsync(new ListAccounts(new PageRequest(0, 20), null, query));

        string.Join(' ', page.Accounts.Select(overview => overview.Account.Id.Value)).ShouldBe(found);
        page.Total.ShouldBe(page.Accounts.Count);
    }

    [Fact]
    public async Task A_state_narrows_the_list_and_an_account_without_owner_is_in_its_first_state()
    {
        foreach (var id in new[] { "a", "b", "c" })
            await _useCases.Accounts.SaveAsync(SampleAccounts.Create(id), default);
        _useCases.Connections.Set("a", AccountState.Connected);
        _useCases.Connections.Set("b", AccountState.AuthenticationError);

        (await Ids(AccountState.Connected)).ShouldBe(["a"]);
        (await Ids(AccountState.AuthenticationError)).ShouldBe(["b"]);
        (await Ids(AccountState.Init)).ShouldBe(["c"]);

        async Task<string[]> Ids(AccountState state) =>
            [.. (await _useCases.SendAsync(new ListAccounts(new PageRequest(0, 20), state, null))).Accounts.Select(overview => overview.Account.Id.Value)];
    }

    [Fact]
    public async Task Statistics_count_every_account_in_its_state()
    {
        foreach (var id in new[] { "a", "b", "c" })
            await _useCases.Accounts.SaveAsync(SampleAccounts.Create(id), default);
        _useCases.Connections.Set("a", AccountState.Connected);
        _useCases.Connections.Set("b", AccountState.Connected);
        _useCases.Connections.Set("left over", AccountState.Connected);
        _useCases.Get<IRequestQueues>().Count.Returns(7);

        var statistics = await _useCases.SendAsync(new GetStatistics());

        statistics.Accounts.ShouldBe(3);
        statistics.QueuedRequests.ShouldBe(7);
        statistics.Connections.ShouldBe([new(AccountState.Init, 1), new(AccountState.Connected, 2)]);
    }

    [Fact]
    public async Task Only_the_servers_that_are_given_are_verified()
    {
        var refusal = new AccountError("AuthenticationFailed", "Refused.", "NO", default);
        var verifier = _useCases.Get<IAccountVerifier>();
        verifier.VerifySmtpAsync(null, SampleAccounts.Endpoint, Arg.Any<CancellationToken>()).Returns(new ServerVerdict(refusal));

        var verdict = await _useCases.SendAsync(new VerifyAccount(null, SampleAccounts.Endpoint));

        verdict.ShouldBe(new AccountVerdict(null, new ServerVerdict(refusal)));
        verdict.Smtp!.Success.ShouldBeFalse();
        await verifier.DidNotReceiveWithAnyArgs().VerifyImapAsync(default, default!, default, default);
    }

    private static Account Account(string id, string name, string imap, string smtp)
    {
        var credentials = new Credentials.Password("user-of-" + id, "secret");
        return new Account(AccountId.Parse(id), name, SampleAccounts.Endpoint with { Host = imap, Credentials = credentials }, SampleAccounts.Endpoint with { Host = smtp, Credentials = credentials });
    }

    private static async Task ShouldBeUnknown(Func<Task> action) => (await Should.ThrowAsync<NotFoundException>(action)).Code.ShouldBe("AccountNotFound");
}
