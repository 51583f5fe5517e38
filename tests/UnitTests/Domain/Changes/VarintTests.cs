using System.Buffers;
using CsCheck;
using ImapApi.Domain.Changes;

namespace ImapApi.UnitTests.Domain.Changes;

public sealed class VarintTests
{
    [Fact]
    public void Every_number_is_read_as_it_was_written() => Gen.OneOf(Gen.ULong, Gen.ULong[0, 300], Gen.Const(ulong.MaxValue)).Sample(value => Read([.. Written(value), 0x55]) == (value, 1));

    [Theory]
    [InlineData(0ul, 1)]
    [InlineData(0x7ful, 1)]
    [InlineData(0x80ul, 2)]
    [InlineData(ulong.MaxValue, 10)]
    public void Seven_bits_are_a_byte(ulong value, int bytes) => Written(value).Length.ShouldBe(bytes);

    [Theory]
    [InlineData("")]
    [InlineData("80")]
    [InlineData("FFFFFFFFFFFFFFFFFF")]
    // Not the shortest form.
    [InlineData("8000")]
    [InlineData("FF00")]
    // More than 64 bits.
    [InlineData("FFFFFFFFFFFFFFFFFF02")]
    [InlineData("FFFFFFFFFFFFFFFFFFFF01")]
    public void What_cannot_have_been_written_is_no_number(string bytes) => Should.Throw<FormatException>(() => Read(Convert.FromHexString(bytes)));

    [Fact]
    public void Numbers_are_bounded_by_what_they_count()
    {
        Bounded((ref ReadOnlySpan<byte> bytes) => Varint.ReadUInt32(ref bytes), uint.MaxValue, uint.MaxValue + 1ul);
        // One byte of the number itself, and six that follow.
        Bounded((ref ReadOnlySpan<byte> bytes) => (uint)Varint.ReadCount(ref bytes, 2), 3, 4);
        Bounded((ref ReadOnlySpan<byte> bytes) => (uint)Varint.ReadIndex(ref bytes, 5), 4, 5);
    }

    private delegate uint Reader(ref ReadOnlySpan<byte> bytes);

    private static void Bounded(Reader read, uint most, ulong tooGreat)
    {
        ReadOnlySpan<byte> bytes = [.. Written(most), 0, 0, 0, 0, 0, 0];
        read(ref bytes).ShouldBe(most);
        Should.Throw<FormatException>(() =>
        {
            ReadOnlySpan<byte> others = [.. Written(tooGreat), 0, 0, 0, 0, 0, 0];
            read(ref others);
        });
    }

    private static byte[] Written(ulong value)
    {
        var target = new ArrayBufferWriter<byte>();
        Varint.Write(target, value);
        return target.WrittenSpan.ToArray();
    }

    private static (ulong Value, int Left) Read(byte[] bytes)
    {
        ReadOnlySpan<byte> rest = bytes;
        return (Varint.Read(ref rest), rest.Length);
    }
}
