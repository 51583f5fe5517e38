using System.Diagnostics;
using CsCheck;
using ImapApi.Domain.Changes;

namespace ImapApi.UnitTests.Domain.Changes;

/// <summary>What a store answers may be anything; reading it ends in an index or in a <see cref="FormatException"/>, soon.</summary>
public sealed class StoredFormTests
{
    private static readonly Gen<IndexDelta> Deltas = Gen.Select(Gen.UInt, Gen.ULong, ChangeGenerators.Ranges.Array[0, 4], ChangeGenerators.Mail)
        .Select((uidNext, modSeq, removed, set) => new IndexDelta(uidNext, modSeq, UidSet.FromRanges(removed).Except(UidSet.From(set.Select(message => message.Uid))), MarkedUidOrder.Ascending(set)));

    private static readonly Gen<byte[]> Stored = Gen.OneOf(ChangeGenerators.Indexes.Select(index => index.Encode()), Deltas.Select(delta => delta.Encode()));

    /// <summary>Small bytes make counts that hold, great ones make numbers that go on.</summary>
    private static readonly Gen<byte> Bytes = Gen.Frequency((3, Gen.Byte[0, 4]), (1, Gen.Byte), (1, Gen.OneOf<byte>(0x7F, 0x80, 0xFF)));

    [Fact]
    public void Any_bytes_are_read_or_refused() =>
        Gen.Select(Gen.OneOf<byte>(0x11, 0x21, 0), Bytes.Array[0, 60]).Sample((version, rest) => ReadOrRefused([version, .. rest]), iter: 50_000);

    [Fact]
    public void A_damaged_form_is_read_or_refused() =>
        Gen.Select(Stored, Gen.Select(Gen.Int[0, 100_000], Bytes).Array[1, 4]).Sample((stored, changes) =>
        {
            foreach (var (at, with) in changes)
                stored[at % stored.Length] = with;
            return ReadOrRefused(stored);
        }, iter: 20_000);

    [Fact]
    public void A_form_that_ends_too_soon_or_goes_on_is_refused() =>
        Stored.Sample(stored => Enumerable.Range(0, stored.Length).All(length => !Readable(stored.AsSpan(0, length))) && !Readable([.. stored, 0]), iter: 500);

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

    private static bool ReadOrRefused(byte[] bytes)
    {
        var watch = Stopwatch.StartNew();
        Readable(bytes);
        return watch.Elapsed < TimeSpan.FromMinutes(1);
    }

    /// <summary>By either reader; any other exception than the announced one fails the test.</summary>
    private static bool Readable(ReadOnlySpan<byte> bytes)
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
