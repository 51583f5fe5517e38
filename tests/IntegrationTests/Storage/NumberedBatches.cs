using System.Globalization;
using System.Text;
using ImapApi.Infrastructure.Storage;

namespace ImapApi.IntegrationTests.Storage;

/// <summary>Batches that count: each writes its number to every kind of thing a store holds, and requires the number before it.</summary>
internal sealed class NumberedBatches(IStore store, int writer)
{
    private const int Documents = 3;
    private const int Padding = 2000;

    private readonly Partition _partition = new(writer);
    private readonly string _log = $"log{writer}";

    public async Task WriteAsync(long number)
    {
        var batch = new Batch(_partition).Require(Key(0), number == 1 ? null : Value(number - 1));
        for (var document = 0; document < Documents; document++)
            batch.Put(Key(document), Value(number));
        batch.Append(_log, Value(number)).KeepNewest(_log, 5).Schedule("queue", $"{writer}", DateTimeOffset.FromUnixTimeMilliseconds(number));
        (await store.ApplyAsync(batch, CancellationToken.None)).Applied.ShouldBeTrue();
    }

    /// <summary>The number of the last batch, after a look at everything that it wrote.</summary>
    public async Task<long> CheckAsync()
    {
        var values = await store.GetManyAsync([.. Enumerable.Range(0, Documents).Select(Key)], CancellationToken.None);
        var log = await store.RangeAsync(_partition, _log, 0, 100, CancellationToken.None);
        var due = await store.DueAsync(_partition, "queue", DateTimeOffset.MaxValue, 100, CancellationToken.None);
        if (values[0] is null)
        {
            values.ShouldAllBe(value => value == null);
            log.ShouldBeEmpty();
            due.ShouldBeEmpty();
            return 0;
        }

        var numbers = values.Select(value => long.Parse(Encoding.UTF8.GetString(value!).TrimEnd(), CultureInfo.InvariantCulture)).ToArray();
        var number = numbers[0];
        numbers.ShouldAllBe(other => other == number, $"documents {string.Join(' ', numbers)}, log {string.Join(' ', log.Select(entry => entry.Sequence))}");
        values.ShouldAllBe(value => value!.SequenceEqual(Value(number)));
        log.Select(entry => entry.Sequence).ShouldBe(Enumerable.Range(0, (int)Math.Min(5, number)).Select(back => number - back).Reverse());
        log.ShouldAllBe(entry => entry.Value.SequenceEqual(Value(entry.Sequence)));
        due.ShouldBe([new DueEntry($"{writer}", DateTimeOffset.FromUnixTimeMilliseconds(number))]);
        return number;
    }

    private DocumentKey Key(int document) => new(_partition, "documents", $"{document}");

    // Long enough that a batch is several pages of a database and several reads of a socket.
    private static byte[] Value(long number) => Encoding.UTF8.GetBytes(number.ToString(CultureInfo.InvariantCulture).PadRight(Padding));
}
