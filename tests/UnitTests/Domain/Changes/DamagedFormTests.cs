using System.Diagnostics;
using CsCheck;
using ImapApi.Domain.Changes;
using static ImapApi.UnitTests.Domain.Changes.StoredFormTests;

namespace ImapApi.UnitTests.Domain.Changes;

/// <summary>The same of very many forms.</summary>
public sealed class DamagedFormTests
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

    private static bool ReadOrRefused(byte[] bytes)
    {
        var watch = Stopwatch.StartNew();
        Readable(bytes);
        return watch.Elapsed < TimeSpan.FromMinutes(1);
    }
}
