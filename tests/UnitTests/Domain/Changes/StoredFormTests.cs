using System.Diagnostics;
using CsCheck;
using ImapApi.Domain.Changes;

namespace ImapApi.UnitTests.Domain.Changes;

/// <summary>What a store answers may be anything; reading it ends in an index or in a <see cref="FormatException"/>, soon.</summary>
public sealed class StoredFormTests
{
    [Fact]
    public void An_index_is_no_delta_and_a_delta_no_index()
    {
        Should.Throw<FormatException>(() => IndexDelta.Decode(MailboxIndex.Create(1, 1, 0, []).Encode()));
        Should.Throw<FormatException>(() => MailboxIndex.Decode(new IndexDelta(1, 0, UidSet.Empty, []).Encode()));
    }

    [Theory]
    [InlineData("11 01 01 00 FFFFFFFF0F", "more ranges than bytes")]
    [InlineData("11 01 01 00 01 01FEFFFFFF0F 00 01 0000 01 FEFFFFFF0F00", "four billion messages")]
    [InlineData("11 01 01 00 01 01FFFFFFFF0F 00 00 00", "a range that ends beyond the greatest UID")]
    [InlineData("11 01 01 00 00 FFFFFFFFFFFFFFFFFF01", "more texts than bytes")]
    [InlineData("11 01 01 00 00 01 FFFF03", "a text longer than what follows")]
    [InlineData("11 01 01 00 00 01 01FF 01 010B00 00", "a text that is not UTF-8")]
    [InlineData("11 01 01 00 01 0100 00 01 0000 01 0001", "marks that are not in the table")]
    [InlineData("11 01 01 00 01 0100 00 02 0000 0000 01 0000", "a table with the same marks twice")]
    [InlineData("11 01 01 00 01 0100 00 01 0000 00", "a message without marks")]
    [InlineData("11 8100 01 00 00 00 00 00", "a number that is not in its shortest form")]
    [InlineData("21 01 00 01 0400 00 01 0000 01 0500 FF", "more after its end")]
    [InlineData("21 01 00 01 0500 00 01 0000 01 0500", "a message both removed and set")]
    public void A_form_that_lies_is_refused(string hex, string lie) =>
        Readable(Convert.FromHexString(hex.Replace(" ", "", StringComparison.Ordinal))).ShouldBeFalse(lie);

    [Theory]
    [InlineData("11 01 01 00 01 0100 00 01 0000 01 0000")]
    [InlineData("11 01 01 00 00 01 0141 01 010B00 00")]
    [InlineData("21 01 00 01 0400 00 01 0000 01 0500")]
    public void The_forms_next_to_those_lies_are_read(string hex) =>
        Readable(Convert.FromHexString(hex.Replace(" ", "", StringComparison.Ordinal))).ShouldBeTrue();

    [Fact]
    public void Announcements_without_measure_reserve_neither_time_nor_memory()
    {
        var bytes = Convert.FromHexString("1101010001" + "01FDFFFFFF0F" + "00010000" + "01FDFFFFFF0700");
        var watch = Stopwatch.StartNew();
        var allocated = GC.GetAllocatedBytesForCurrentThread();
        for (var i = 0; i < 1000; i++)
            Readable(bytes).ShouldBeFalse();
        (GC.GetAllocatedBytesForCurrentThread() - allocated).ShouldBeLessThan(20_000_000);
        watch.Elapsed.ShouldBeLessThan(TimeSpan.FromMinutes(1));
    }

    [Fact]
    public void Numbers_survive_their_form() =>
        Gen.OneOf(Gen.ULong, Gen.ULong[0, 300], Gen.OneOf(0UL, 127UL, 128UL, ulong.MaxValue, 1UL << 63)).Sample(number =>
        {
            var target = new System.Buffers.ArrayBufferWriter<byte>();
            Varint.Write(target, number);
            var written = target.WrittenSpan;
            return Varint.Read(ref written) == number && written.IsEmpty;
        });

    /// <summary>By either reader; any other exception than the announced one fails the test.</summary>
    internal static bool Readable(ReadOnlySpan<byte> bytes)
    {
        try
        {
            if (bytes is [0x21, ..])
                IndexDelta.Decode(bytes);
            else
                _ = MailboxIndex.Decode(bytes).Apply(new IndexDelta(1, 0, UidSet.Of(3), []));
            return true;
        }
        catch (FormatException)
        {
            return false;
        }
    }
}
