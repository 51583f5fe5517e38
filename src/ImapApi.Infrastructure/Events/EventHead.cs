using System.Buffers.Binary;
using System.Security.Cryptography;
using ImapApi.Domain.Changes;

namespace ImapApi.Infrastructure.Events;

/// <summary>The end of an account's event log: its registration number and the sequence number of its newest event, 0 before the first.</summary>
internal readonly record struct EventHead(ulong Registration, long Sequence)
{
    private const int Length = 16;

    public static EventHead NewRegistration() => new(BinaryPrimitives.ReadUInt64BigEndian(RandomNumberGenerator.GetBytes(sizeof(ulong))), 0);

    public static EventHead FromBytes(ReadOnlySpan<byte> bytes) =>
        new(BinaryPrimitives.ReadUInt64BigEndian(bytes), BinaryPrimitives.ReadInt64BigEndian(bytes[sizeof(ulong)..]));

    public byte[] ToBytes()
    {
        var bytes = new byte[Length];
        BinaryPrimitives.WriteUInt64BigEndian(bytes, Registration);
        BinaryPrimitives.WriteInt64BigEndian(bytes.AsSpan(sizeof(ulong)), Sequence);
        return bytes;
    }

    public EventId At(long sequence) => new(Registration, sequence);
}
