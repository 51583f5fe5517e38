using ImapApi.Domain.Accounts;
using ImapApi.Infrastructure.Cluster;
using Microsoft.Extensions.Time.Testing;

namespace ImapApi.UnitTests.Infrastructure.Cluster;

public sealed class OwnedAccountsTests
{
    private static readonly AccountId Bob = AccountId.Parse("bob");
    private static readonly OwnershipEpoch Epoch = new(3, 7);

    private readonly FakeTimeProvider _time = new();
    private readonly OwnedAccounts _owned;

    public OwnedAccountsTests() => _owned = new OwnedAccounts(_time);

    [Fact]
    public void Nobody_enters_an_account_that_is_anothers()
    {
        _owned.TryEnter(Bob).ShouldBeNull();
        _owned.Take(Bob, Epoch);
        _owned.TryEnter(Bob).ShouldNotBeNull();
        _owned.Drop(Bob);
        _owned.TryEnter(Bob).ShouldBeNull();
    }

    [Fact]
    public async Task A_hand_over_lets_nobody_in_and_waits_until_the_last_one_is_out()
    {
        _owned.Take(Bob, Epoch);
        var (first, second) = (_owned.TryEnter(Bob)!, _owned.TryEnter(Bob)!);

        var leaving = _owned.LeaveAsync(Bob, TimeSpan.FromSeconds(4));
        _owned.TryEnter(Bob).ShouldBeNull();
        first.Dispose();
        // Twice is once.
        first.Dispose();
        leaving.IsCompleted.ShouldBeFalse();
        second.Dispose();

        await leaving;
        _owned.Find(Bob).ShouldBe(Epoch);
    }

    [Fact]
    public async Task A_hand_over_does_not_wait_for_ever()
    {
        _owned.Take(Bob, Epoch);
        using var slow = _owned.TryEnter(Bob);

        var leaving = _owned.LeaveAsync(Bob, TimeSpan.FromSeconds(4));
        leaving.IsCompleted.ShouldBeFalse();
        _time.Advance(TimeSpan.FromSeconds(4));

        await leaving;
    }

    [Fact]
    public void Who_takes_an_account_hears_once_that_it_is_lost()
    {
        var told = 0;
        _owned.Lose(Bob);
        _owned.Take(Bob, Epoch, () => told++);

        _owned.Lose(Bob);

        told.ShouldBe(1);
    }

    [Fact]
    public void Whoever_acts_for_an_account_hears_of_it_and_whether_it_is_removed()
    {
        var heard = new List<string>();
        _owned.Taken += (_, args) => heard.Add($"taken {args.Account}");
        _owned.Dropped += (_, args) => heard.Add($"dropped {args.Account} {args.IsRemoved}");

        _owned.Take(Bob, Epoch);
        _owned.Drop(Bob);
        _owned.Drop(Bob);
        _owned.Take(Bob, Epoch);
        _owned.Drop(Bob, isRemoved: true);

        heard.ShouldBe(["taken bob", "dropped bob False", "taken bob", "dropped bob True"]);
    }
}
