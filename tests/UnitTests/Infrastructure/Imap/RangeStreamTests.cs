using ImapApi.Application.Errors;
using ImapApi.Infrastructure.Imap.Fetching;

namespace ImapApi.UnitTests.Infrastructure.Imap;

public sealed class RangeStreamTests
{
    private const int FirstCount = RangeStream.FirstCount;
    private const int Count = 1024 * 1024;

    private readonly List<int> _offsets = [];

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(FirstCount - 1)]
    [InlineData(FirstCount)]
    [InlineData(FirstCount + 1)]
    [InlineData(FirstCount + Count)]
    [InlineData(FirstCount + 2 * Count + 7)]
    public async Task Gives_all_bytes_in_order_and_ends_at_a_short_range(int length)
    {
        var source = Random(length);
        await using var stream = Open(source);
        using var all = new MemoryStream();
        await stream.CopyToAsync(all);

        all.ToArray().AsSpan().SequenceEqual(source).ShouldBeTrue();
        _offsets.ShouldBe(Enumerable.Range(0, length < FirstCount ? 0 : (length - FirstCount) / Count + 1).Select(i => FirstCount + i * Count));
    }

    [Fact]
    public async Task Fetches_at_most_one_range_ahead_of_its_reader()
    {
        await using var stream = Open(Random(FirstCount + 5 * Count));
        var buffer = new byte[1000];
        await stream.ReadExactlyAsync(buffer);
        _offsets.Count.ShouldBe(1);

        await stream.ReadExactlyAsync(new byte[FirstCount - 1000]);
        _offsets.Count.ShouldBe(1);

        await stream.ReadExactlyAsync(buffer);
        _offsets.Count.ShouldBe(2);
    }

    [Fact]
    public async Task A_message_that_vanishes_half_way_is_an_error_not_an_end()
    {
        await using var stream = new RangeStream(new MemoryStream(Random(FirstCount)), FirstCount, (_, _, _) => throw NotFoundException.ForMessage(ReadingBench.Account));

        var exception = await Should.ThrowAsync<IOException>(async () => await stream.CopyToAsync(Stream.Null));

        exception.InnerException.ShouldBeOfType<NotFoundException>();
    }

    [Fact]
    public async Task Closing_takes_back_the_range_that_waits()
    {
        CancellationToken seen = default;
        var stream = new RangeStream(new MemoryStream(Random(FirstCount)), FirstCount, (_, _, cancelled) =>
        {
            seen = cancelled;
            return Task.Delay(Timeout.Infinite, cancelled).ContinueWith<Stream>(_ => throw new OperationCanceledException(cancelled), TaskScheduler.Default);
        });
        await stream.ReadExactlyAsync(new byte[10]);
        await stream.DisposeAsync();

        seen.IsCancellationRequested.ShouldBeTrue();
    }

    [Fact]
    public async Task A_reader_that_has_lost_patience_stops_waiting()
    {
        await using var stream = new RangeStream(new MemoryStream(Random(FirstCount)), FirstCount, (_, _, _) => new TaskCompletionSource<Stream>().Task);
        await stream.ReadExactlyAsync(new byte[FirstCount]);
        using var patience = new CancellationTokenSource();
        var read = stream.ReadAsync(new byte[1], patience.Token).AsTask();
        read.IsCompleted.ShouldBeFalse();
        await patience.CancelAsync();

        await Should.ThrowAsync<OperationCanceledException>(() => read);
    }

    private RangeStream Open(byte[] source) =>
        new(new MemoryStream(source, 0, Math.Min(FirstCount, source.Length)), FirstCount, (offset, count, _) =>
        {
            _offsets.Add(offset);
            return Task.FromResult<Stream>(new MemoryStream(source, Math.Min(offset, source.Length), Math.Clamp(source.Length - offset, 0, count)));
        });

    private static byte[] Random(int length)
    {
        var bytes = new byte[length];
        new Random(length).NextBytes(bytes);
        return bytes;
    }
}
