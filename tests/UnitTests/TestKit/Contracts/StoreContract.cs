using System.Text;
using ImapApi.Infrastructure.Storage;
using ImapApi.TestKit.Storage;

namespace ImapApi.TestKit.Contracts;

/// <summary>What every driver of the store does.</summary>
public abstract class StoreContract : StorageTest
{
    private static readonly Partition One = new(1);
    private static readonly Partition Two = new(2);
    private static readonly DateTimeOffset Noon = new(2026, 5, 1, 12, 0, 0, TimeSpan.Zero);

    private protected StoreContract(IStoragePlace place) : base(place)
    {
    }

    private IStore Store => Host.Get<IStore>();

    [Fact]
    public async Task Keeps_everything_over_a_restart()
    {
        await ApplyAsync(new Batch(One).Put(Key("a"), Bytes("1")).Append("log", Bytes("x")).Schedule("queue", "q", Noon));

        await RestartAsync();

        Text(await Store.GetAsync(Key("a"), default)).ShouldBe("1");
        (await LogAsync()).ShouldBe([(1, "x")]);
        (await DueAsync(Noon)).ShouldBe([new("q", Noon)]);
        (await ApplyAsync(new Batch(One).Append("log", Bytes("y")))).Sequences.ShouldBe([2]);
    }

    [Fact]
    public async Task Keeps_documents_byte_for_byte()
    {
        byte[] everyByte = [.. Enumerable.Range(0, 256).Select(value => (byte)value)];
        await ApplyAsync(new Batch(One).Put(Key("a"), everyByte).Put(Key("empty"), []));

        (await Store.GetAsync(Key("a"), default)).ShouldBe(everyByte);
        (await Store.GetAsync(Key("empty"), default)).ShouldBe([]);
        (await Store.GetAsync(Key("missing"), default)).ShouldBeNull();
    }

    [Fact]
    public async Task Replaces_and_deletes_documents()
    {
        await ApplyAsync(new Batch(One).Put(Key("a"), Bytes("1")).Put(Key("b"), Bytes("1")));
        await ApplyAsync(new Batch(One).Put(Key("a"), Bytes("2")).Delete(Key("b")).Delete(Key("never there")));

        Text(await Store.GetAsync(Key("a"), default)).ShouldBe("2");
        (await Store.GetAsync(Key("b"), default)).ShouldBeNull();
    }

    [Fact]
    public async Task Gets_many_documents_of_several_partitions_in_the_order_asked()
    {
        await ApplyAsync(new Batch(One).Put(Key("a"), Bytes("one")));
        await ApplyAsync(new Batch(Two).Put(Key("a", Two), Bytes("two")));

        var found = await Store.GetManyAsync([Key("a", Two), Key("missing"), Key("a")], default);

        found.Select(Text).ShouldBe(["two", null, "one"]);
    }

    [Fact]
    public async Task Lists_one_collection_of_one_partition()
    {
        await ApplyAsync(new Batch(One).Put(Key("a"), Bytes("1")).Put(Key("b"), Bytes("2")).Put(new(One, "other", "c"), Bytes("3")));
        await ApplyAsync(new Batch(Two).Put(Key("d", Two), Bytes("4")));

        (await Store.ListAsync(One, "docs", default)).Select(document => (document.Id, Text(document.Value))).ShouldBe([("a", "1"), ("b", "2")], ignoreOrder: true);
        (await Store.ListIdsAsync(One, "docs", default)).ShouldBe(["a", "b"], ignoreOrder: true);
        (await Store.ListIdsAsync(Two, "other", default)).ShouldBeEmpty();
    }

    [Fact]
    public async Task Deletes_a_collection_as_a_whole()
    {
        await ApplyAsync(new Batch(One).Put(Key("a"), Bytes("1")).Put(Key("b"), Bytes("2")).Put(new(One, "other", "c"), Bytes("3")));
        await ApplyAsync(new Batch(One).DeleteCollection("docs").Put(Key("after"), Bytes("4")));

        (await Store.ListIdsAsync(One, "docs", default)).ShouldBe(["after"]);
        (await Store.ListIdsAsync(One, "other", default)).ShouldBe(["c"]);
    }

    [Fact]
    public async Task Numbers_log_entries_from_1_and_tells_the_numbers()
    {
        (await ApplyAsync(new Batch(One).Append("log", Bytes("a")).Append("other", Bytes("x")).Append("log", Bytes("b")))).Sequences.ShouldBe([1, 1, 2]);
        (await ApplyAsync(new Batch(One).Append("log", Bytes("c")))).Sequences.ShouldBe([3]);

        (await LogAsync()).ShouldBe([(1, "a"), (2, "b"), (3, "c")]);
        (await LogAsync(after: 1, limit: 1)).ShouldBe([(2, "b")]);
        (await LogAsync(after: 3)).ShouldBeEmpty();
        (await Store.RangeAsync(Two, "log", 0, 10, default)).ShouldBeEmpty();
    }

    [Fact]
    public async Task Goes_on_counting_after_a_trim()
    {
        await ApplyAsync(new Batch(One).Append("log", Bytes("a")).Append("log", Bytes("b")).Append("log", Bytes("c")));

        await ApplyAsync(new Batch(One).TrimThrough("log", 2));
        (await LogAsync()).ShouldBe([(3, "c")]);

        await ApplyAsync(new Batch(One).TrimThrough("log", 100).TrimThrough("no such log", 1));
        (await LogAsync()).ShouldBeEmpty();
        (await ApplyAsync(new Batch(One).Append("log", Bytes("d")))).Sequences.ShouldBe([4]);
    }

    [Fact]
    public async Task Tells_the_end_of_a_log_also_when_its_entries_are_gone()
    {
        await ApplyAsync(new Batch(One).Append("log", Bytes("a")).Append("log", Bytes("b")).Append("other", Bytes("x")).TrimThrough("log", 2));
        await ApplyAsync(new Batch(Two).Append("log", Bytes("c")));

        (await Store.EndsAsync([Two, One, new(3)], "log", default)).ShouldBe([1, 2, 0]);

        await ApplyAsync(new Batch(One).DeleteLog("log"));
        (await Store.EndsAsync([One], "log", default)).ShouldBe([0]);
    }

    [Fact]
    public async Task Keeps_the_newest_entries_of_a_log()
    {
        await ApplyAsync(new Batch(One).Append("log", Bytes("a")).Append("log", Bytes("b")).Append("log", Bytes("c")).KeepNewest("log", 5));
        (await LogAsync()).Count.ShouldBe(3);

        await ApplyAsync(new Batch(One).Append("log", Bytes("d")).KeepNewest("log", 2));
        (await LogAsync()).ShouldBe([(3, "c"), (4, "d")]);
    }

    [Fact]
    public async Task Begins_a_deleted_log_again_at_1()
    {
        await ApplyAsync(new Batch(One).Append("log", Bytes("a")).Append("log", Bytes("b")));
        await ApplyAsync(new Batch(One).DeleteLog("log"));

        (await LogAsync()).ShouldBeEmpty();
        (await ApplyAsync(new Batch(One).Append("log", Bytes("c")))).Sequences.ShouldBe([1]);
    }

    [Fact]
    public async Task Gives_what_is_due_earliest_first()
    {
        await ApplyAsync(new Batch(One)
            .Schedule("queue", "later", Noon.AddMilliseconds(1)).Schedule("queue", "b", Noon).Schedule("queue", "a", Noon.AddHours(-1)).Schedule("other", "x", Noon));

        (await DueAsync(Noon)).ShouldBe([new("a", Noon.AddHours(-1)), new("b", Noon)]);
        (await DueAsync(Noon, limit: 1)).Select(entry => entry.Id).ShouldBe(["a"]);
        (await DueAsync(Noon.AddMilliseconds(1))).Count.ShouldBe(3);
        (await DueAsync(Noon.AddDays(-1))).ShouldBeEmpty();
    }

    [Fact]
    public async Task Moves_and_removes_what_is_scheduled()
    {
        await ApplyAsync(new Batch(One).Schedule("queue", "a", Noon).Schedule("queue", "b", Noon));
        await ApplyAsync(new Batch(One).Schedule("queue", "a", Noon.AddDays(1)).Unschedule("queue", "b").Unschedule("queue", "never there"));

        (await DueAsync(Noon)).ShouldBeEmpty();
        (await DueAsync(Noon.AddDays(1))).ShouldBe([new("a", Noon.AddDays(1))]);
    }

    [Fact]
    public async Task Applies_the_writes_of_a_batch_in_their_order()
    {
        await ApplyAsync(new Batch(One).Put(Key("a"), Bytes("1")).DeleteCollection("docs").Put(Key("b"), Bytes("2")).Put(Key("b"), Bytes("3")));

        (await Store.ListAsync(One, "docs", default)).Select(document => (document.Id, Text(document.Value))).ShouldBe([("b", "3")]);
    }

    [Fact]
    public async Task Applies_nothing_and_names_the_condition_that_does_not_hold()
    {
        await ApplyAsync(new Batch(One).Put(Key("a"), Bytes("1")));
        var writes = (Batch batch) => batch.Put(Key("b"), Bytes("2")).Append("log", Bytes("x")).Schedule("queue", "q", Noon);

        var outcomes = new[]
        {
            await Store.ApplyAsync(writes(new Batch(One).Require(Key("a"), Bytes("2"))), default),
            await Store.ApplyAsync(writes(new Batch(One).Require(Key("a"), Bytes("1")).Require(Key("a"), value: null)), default),
            await Store.ApplyAsync(writes(new Batch(One).Require(Key("a"), Bytes("1")).Require(Key("missing"), Bytes("1"))), default),
            await Store.ApplyAsync(writes(new Batch(One).RequirePresent(Key("missing"))), default),
            await Store.ApplyAsync(writes(new Batch(One).Require(Key("missing"), [])), default),
        };

        outcomes.Select(outcome => outcome.FailedCondition).ShouldBe([0, 1, 1, 0, 0]);
        outcomes.ShouldAllBe(outcome => !outcome.Applied && outcome.Sequences.Count == 0);
        (await Store.ListIdsAsync(One, "docs", default)).ShouldBe(["a"]);
        (await LogAsync()).ShouldBeEmpty();
        (await DueAsync(Noon)).ShouldBeEmpty();
    }

    [Fact]
    public async Task Applies_a_batch_whose_conditions_hold()
    {
        byte[] binary = [0, 255, 13, 10, 0];
        await ApplyAsync(new Batch(One).Put(Key("a"), binary).Put(Key("empty"), []));

        var outcome = await Store.ApplyAsync(
            new Batch(One).Require(Key("a"), binary).Require(Key("empty"), []).RequirePresent(Key("a")).Require(Key("missing"), value: null).Put(Key("b"), binary), default);

        outcome.Applied.ShouldBeTrue();
        (await Store.GetAsync(Key("b"), default)).ShouldBe(binary);
    }

    [Fact]
    public async Task Lets_exactly_one_of_many_writers_pass_a_condition()
    {
        var outcomes = await Task.WhenAll(Enumerable.Range(0, 50).Select(writer =>
            Store.ApplyAsync(new Batch(One).Require(Key("first"), value: null).Put(Key("first"), Bytes($"{writer}")).Append("log", Bytes($"{writer}")), default)));

        outcomes.Count(outcome => outcome.Applied).ShouldBe(1);
        (await LogAsync()).Single().Item2.ShouldBe(Text(await Store.GetAsync(Key("first"), default)));
    }

    [Fact]
    public async Task Loses_and_mixes_nothing_of_concurrent_writers()
    {
        await Task.WhenAll(Enumerable.Range(0, 20).Select(async writer =>
        {
            for (var round = 1; round <= 25; round++)
                await ApplyAsync(new Batch(One).Put(Key($"x{writer}"), Bytes($"{round}")).Put(Key($"y{writer}"), Bytes($"{round}")).Append("log", Bytes($"{writer}:{round}")));
        }));

        var log = await LogAsync(limit: 1000);
        log.Select(entry => entry.Item1).ShouldBe(Enumerable.Range(1, 500).Select(sequence => (long)sequence));
        foreach (var writer in Enumerable.Range(0, 20))
            log.Select(entry => entry.Item2).Where(text => text!.StartsWith($"{writer}:", StringComparison.Ordinal)).ShouldBe(Enumerable.Range(1, 25).Select(round => $"{writer}:{round}"));
        (await Store.ListAsync(One, "docs", default)).Select(document => Text(document.Value)).Distinct().ShouldBe(["25"]);
    }

    [Fact]
    public async Task Counts_up_without_loss_by_compare_and_set()
    {
        await ApplyAsync(new Batch(One).Put(Key("counter"), Bytes("0")));
        await Task.WhenAll(Enumerable.Range(0, 8).Select(async _ =>
        {
            for (var i = 0; i < 20; i++)
                await IncrementAsync();
        }));

        Text(await Store.GetAsync(Key("counter"), default)).ShouldBe("160");

        async Task IncrementAsync()
        {
            while (true)
            {
                var before = await Store.GetAsync(Key("counter"), default);
                var after = Bytes($"{int.Parse(Text(before)!) + 1}");
                if ((await Store.ApplyAsync(new Batch(One).Require(Key("counter"), before).Put(Key("counter"), after), default)).Applied)
                    return;
            }
        }
    }

    [Fact]
    public async Task Takes_a_batch_of_many_large_writes()
    {
        var value = new byte[64 * 1024];
        Random.Shared.NextBytes(value);
        var batch = new Batch(One);
        for (var i = 0; i < 500; i++)
            batch.Put(Key($"{i}"), value).Append("log", Bytes($"{i}"));

        (await ApplyAsync(batch)).Sequences.Count.ShouldBe(500);
        (await Store.ListAsync(One, "docs", default)).ShouldAllBe(document => document.Value.SequenceEqual(value));
    }

    [Fact]
    public async Task Does_not_begin_a_batch_whose_caller_has_gone()
    {
        await Should.ThrowAsync<OperationCanceledException>(() => Store.ApplyAsync(new Batch(One).Put(Key("a"), Bytes("1")), new CancellationToken(canceled: true)));

        (await Store.GetAsync(Key("a"), default)).ShouldBeNull();
    }

    [Fact]
    public void Refuses_a_batch_over_two_partitions() => Should.Throw<ArgumentException>(() => new Batch(One).Put(Key("a", Two), []));

    private static DocumentKey Key(string id, Partition? partition = null) => new(partition ?? One, "docs", id);

    private static byte[] Bytes(string text) => Encoding.UTF8.GetBytes(text);

    private static string? Text(byte[]? bytes) => bytes is null ? null : Encoding.UTF8.GetString(bytes);

    private async Task<BatchOutcome> ApplyAsync(Batch batch)
    {
        var outcome = await Store.ApplyAsync(batch, default);
        outcome.Applied.ShouldBeTrue();
        return outcome;
    }

    private async Task<List<(long, string?)>> LogAsync(long after = 0, int limit = 100) =>
        [.. (await Store.RangeAsync(One, "log", after, limit, default)).Select(entry => (entry.Sequence, Text(entry.Value)))];

    private async Task<IReadOnlyList<DueEntry>> DueAsync(DateTimeOffset time, int limit = 100) => await Store.DueAsync(One, "queue", time, limit, default);
}
