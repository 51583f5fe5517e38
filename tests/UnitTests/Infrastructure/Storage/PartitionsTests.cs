using ImapApi.Domain.Accounts;
using ImapApi.Infrastructure.Storage;

namespace ImapApi.UnitTests.Infrastructure.Storage;

public sealed class PartitionsTests
{
    [Theory]
    [InlineData("bob", 24)]
    [InlineData("a/b", 0)]
    [InlineData("é😀", 54)]
    public void Puts_an_account_where_every_version_looks_for_it(string account, int partition) =>
        new Partitions(64).Of(AccountId.Parse(account)).ShouldBe(new Partition(partition));

    [Fact]
    public void Spreads_accounts_evenly()
    {
        var partitions = new Partitions(64);

        var sizes = Enumerable.Range(0, 64_000).GroupBy(number => partitions.Of(AccountId.Parse($"account{number}"))).Select(group => group.Count()).ToArray();

        sizes.Length.ShouldBe(64);
        sizes.ShouldAllBe(size => size > 800 && size < 1200);
    }

    [Fact]
    public void Has_a_name_for_every_partition_and_the_global_one()
    {
        var partitions = new Partitions(3);

        partitions.All.Append(Partition.Global).Select(partition => partition.ToString()).ShouldBe(["0", "1", "2", "global"]);
    }
}
