using ImapApi.Infrastructure.Imap.Fetching;
using MailKit;

namespace ImapApi.UnitTests.Infrastructure.Imap;

public sealed class PoisonIsolationTests
{
    [Theory]
    [InlineData(1000, new uint[] { 1 }, nameof(FetchDetail.WithoutStructure), 14)]
    [InlineData(1000, new uint[] { 1000 }, nameof(FetchDetail.WithoutStructure), 14)]
    [InlineData(1000, new uint[] { 333 }, nameof(FetchDetail.Bare), 15)]
    [InlineData(20, new uint[] { 3, 4 }, nameof(FetchDetail.WithoutStructure), 16)]
    [InlineData(20, new uint[] { 7 }, nameof(FetchDetail.Nothing), 12)]
    [InlineData(1, new uint[] { 1 }, nameof(FetchDetail.WithoutStructure), 4)]
    public void Finds_the_poison_and_serves_all_others_whole(int count, uint[] poison, string stillBearable, int mostRuns)
    {
        var bearable = Enum.Parse<FetchDetail>(stillBearable);
        var isolation = new PoisonIsolation();
        var got = new Dictionary<uint, FetchDetail>();
        isolation.TryRecover(new IOException()).ShouldBeTrue();
        var runs = 1;
        while (Missing(count, got) is { Count: > 0 } missing)
        {
            var (uids, detail) = isolation.Next(missing);
            uids.ShouldNotBeEmpty();
            if (detail < bearable && uids.Any(uid => poison.Contains(uid.Id)))
            {
                isolation.TryRecover(new IOException()).ShouldBeTrue();
                runs++;
                continue;
            }

            foreach (var uid in uids)
                got[uid.Id] = detail;
            isolation.Succeeded();
        }

        got.Count.ShouldBe(count);
        got.ShouldAllBe(entry => poison.Contains(entry.Key) ? entry.Value == bearable : entry.Value == FetchDetail.Outline);
        runs.ShouldBeLessThanOrEqualTo(mostRuns);
    }

    [Fact]
    public void Gives_up_in_the_end()
    {
        var isolation = new PoisonIsolation();
        var failures = 0;
        while (isolation.TryRecover(new IOException()))
        {
            failures++;
            isolation.Next([new UniqueId(1), new UniqueId(2)]);
        }

        failures.ShouldBeInRange(20, 50);
    }

    [Fact]
    public void Gives_up_soon_where_not_even_flags_can_be_read()
    {
        var isolation = new PoisonIsolation();
        isolation.TryRecover(new IOException()).ShouldBeTrue();
        isolation.TryRecover(new IOException()).ShouldBeTrue();
        isolation.TryRecover(new IOException()).ShouldBeFalse();
    }

    [Fact]
    public void What_says_nothing_about_a_message_is_not_tried_again()
    {
        new PoisonIsolation().TryRecover(new OperationCanceledException()).ShouldBeFalse();
        new PoisonIsolation().TryRecover(new TimeoutException()).ShouldBeFalse();
    }

    private static List<UniqueId> Missing(int count, Dictionary<uint, FetchDetail> got) =>
        [.. Enumerable.Range(1, count).Where(uid => !got.ContainsKey((uint)uid)).Select(uid => new UniqueId((uint)uid))];
}
