using ImapApi.Application.Accounts;
using ImapApi.Application.Errors;
using ImapApi.Domain.Accounts;
using ImapApi.Infrastructure.Cluster;
using ImapApi.Infrastructure.Storage;
using ImapApi.Infrastructure.Storage.Repositories;
using ImapApi.TestKit.Builders;
using ImapApi.TestKit.Storage;

namespace ImapApi.TestKit.Contracts;

/// <summary>Who may write for an account.</summary>
public abstract class OwnershipContract : StorageTest
{
    private static readonly Account Bob = SampleAccounts.Create();

    private protected OwnershipContract(IStoragePlace place) : base(place)
    {
    }

    private IOwnership Ownership => Host.Get<IOwnership>();

    private IAccountStore Accounts => Host.Get<IAccountStore>();

    [Fact]
    public async Task Shuts_out_the_former_owner()
    {
        await Accounts.SaveAsync(Bob, Token);
        var first = await Ownership.TakeAsync(Bob.Id, Token);
        (await WriteAsync(first)).Applied.ShouldBeTrue();

        var second = await Ownership.TakeAsync(Bob.Id, Token);

        second.Counter.ShouldBe(first.Counter + 1);
        (await WriteAsync(first)).FailedCondition.ShouldBe(0);
        (await WriteAsync(second)).Applied.ShouldBeTrue();
        (await LogLengthAsync()).ShouldBe(2);
        (await Ownership.FindAsync(Bob.Id, Token)).ShouldBe(second);
        (await Ownership.FindAsync(AccountId.Parse("nobody"), Token)).ShouldBeNull();
    }

    [Fact]
    public async Task Does_not_take_an_equal_counter_for_the_same_owner()
    {
        await Accounts.SaveAsync(Bob, Token);
        var owner = await Ownership.TakeAsync(Bob.Id, Token);

        (await WriteAsync(owner with { Nonce = owner.Nonce + 1 })).Applied.ShouldBeFalse();
    }

    [Fact]
    public async Task Leaves_one_owner_of_many_who_take_at_the_same_time()
    {
        await Accounts.SaveAsync(Bob, Token);

        var owners = await Task.WhenAll(Enumerable.Range(0, 10).Select(_ => Task.Run(() => Ownership.TakeAsync(Bob.Id, Token), Token)));

        owners.Select(owner => owner.Counter).Order().ShouldBe(Enumerable.Range(1, 10).Select(counter => (long)counter));
        var outcomes = await Task.WhenAll(owners.Select(WriteAsync));
        owners.Zip(outcomes).Single(pair => pair.Second.Applied).First.Counter.ShouldBe(10);
    }

    [Fact]
    public async Task Shuts_out_the_owner_of_a_removed_account_even_when_it_is_registered_again()
    {
        await Accounts.SaveAsync(Bob, Token);
        var former = await Ownership.TakeAsync(Bob.Id, Token);

        await Accounts.RemoveAsync(Bob.Id, Token);
        (await WriteAsync(former)).Applied.ShouldBeFalse();
        (await Ownership.FindAsync(Bob.Id, Token)).ShouldBeNull();

        await Accounts.SaveAsync(Bob, Token);
        var owner = await Ownership.TakeAsync(Bob.Id, Token);
        (await WriteAsync(former)).Applied.ShouldBeFalse();
        (await WriteAsync(owner)).Applied.ShouldBeTrue();
    }

    [Fact]
    public async Task Gives_no_ownership_of_an_account_that_is_not_registered() =>
        (await Should.ThrowAsync<NotFoundException>(() => Ownership.TakeAsync(Bob.Id, Token))).Code.ShouldBe("AccountNotFound");

    private Partition Partition => Host.Get<Partitions>().Of(Bob.Id);

    private Task<BatchOutcome> WriteAsync(OwnershipEpoch epoch) => Host.Get<IStore>().ApplyAsync(new Batch(Partition).RequireOwner(Bob.Id, epoch).Append("changes", [1]), Token);

    private async Task<int> LogLengthAsync() => (await Host.Get<IStore>().RangeAsync(Partition, "changes", 0, 100, Token)).Count;
}
