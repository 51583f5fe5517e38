using System.Globalization;
using CsCheck;
using ImapApi.Domain.Submissions;

namespace ImapApi.UnitTests.Domain.Submissions;

public sealed class QueueIdTests
{
    [Fact]
    public void Says_when_and_where_and_reads_back()
    {
        Gen.Select(Gen.Long[0, 253_402_300_799_999], Gen.Int[0, 4095], Gen.ULong).Sample((milliseconds, partition, random) =>
        {
            var time = DateTimeOffset.FromUnixTimeMilliseconds(milliseconds);
            var id = QueueId.Create(time, partition, random);
            return id.ToString().Length == 32 && id.Time == time && id.Partition == partition && QueueId.Parse(id.ToString()) == id;
        });
    }

    [Fact]
    public void Later_ones_sort_after_earlier_ones_as_numbers_and_as_text()
    {
        var earlier = QueueId.Create(DateTimeOffset.UnixEpoch.AddYears(56), 4095, ulong.MaxValue);
        var later = QueueId.Create(DateTimeOffset.UnixEpoch.AddYears(56).AddMilliseconds(1), 0, 0);

        (earlier < later).ShouldBeTrue();
        string.CompareOrdinal(earlier.ToString(), later.ToString()).ShouldBeLessThan(0);
    }

    [Fact]
    public void Are_compared_as_numbers_are()
    {
        QueueId[] ordered = [QueueId.Create(DateTimeOffset.UnixEpoch, 0, 1), QueueId.Create(DateTimeOffset.UnixEpoch, 1, 0), QueueId.Create(DateTimeOffset.UnixEpoch.AddMilliseconds(1), 0, 0)];
        for (var left = 0; left < ordered.Length; left++)
        {
            for (var right = 0; right < ordered.Length; right++)
            {
                (ordered[left] < ordered[right], ordered[left] <= ordered[right], ordered[left] > ordered[right], ordered[left] >= ordered[right])
                    .ShouldBe((left < right, left <= right, left > right, left >= right));
            }
        }
    }

    [Fact]
    public void The_last_moment_has_ids_and_the_next_has_none()
    {
        var last = QueueId.Create(DateTimeOffset.MaxValue, ushort.MaxValue, ulong.MaxValue);
        QueueId.Parse(last.ToString()).ShouldBe(last);
        // 48 bits of time, one more than the last.
        var next = (long.Parse(last.ToString()[..12], NumberStyles.HexNumber, CultureInfo.InvariantCulture) + 1).ToString("x12", CultureInfo.InvariantCulture) + new string('0', 20);
        Should.Throw<FormatException>(() => QueueId.Parse(next)).Message.ShouldContain(next);
    }

    [Fact]
    public void There_are_65536_partitions() => Should.Throw<OverflowException>(() => QueueId.Create(DateTimeOffset.UnixEpoch, 65536, 0));

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("0193a1b2c3d4002f5e6a7b8c9d0e1f2")]
    [InlineData("0193A1B2C3D4002F5E6A7B8C9D0E1F20")]
    [InlineData("0193a1b2c3d4002f5e6a7b8c9d0e1f2g")]
    [InlineData("ffffffffffff002f5e6a7b8c9d0e1f20")]
    [InlineData(" 193a1b2c3d4002f5e6a7b8c9d0e1f20")]
    public void Other_texts_are_none(string? text) => QueueId.TryParse(text, out _).ShouldBeFalse();
}
