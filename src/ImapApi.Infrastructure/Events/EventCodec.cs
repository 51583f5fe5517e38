using System.Buffers.Binary;
using System.Text;
using ImapApi.Domain.Accounts;
using ImapApi.Domain.Changes;
using ImapApi.Domain.Mailboxes;

namespace ImapApi.Infrastructure.Events;

/// <summary>
/// An event as it is stored: <c>version, type (1 byte each), registration, date in Unix milliseconds (8 each), length of the path (2), path, data</c>,
/// big-endian. Its account and sequence number are the log's and the entry's own.
/// </summary>
internal static class EventCodec
{
    private const byte Version = 1;
    private const int HeadLength = 20;

    public static byte[] Encode(LoggedEvent entry)
    {
        var path = entry.Path?.Value ?? "";
        var pathLength = Encoding.UTF8.GetByteCount(path);
        var bytes = new byte[HeadLength + pathLength + entry.Data.Length];
        bytes[0] = Version;
        bytes[1] = (byte)entry.Type;
        BinaryPrimitives.WriteUInt64BigEndian(bytes.AsSpan(2), entry.Id.Registration);
        BinaryPrimitives.WriteInt64BigEndian(bytes.AsSpan(10), entry.Date.ToUnixTimeMilliseconds());
        BinaryPrimitives.WriteUInt16BigEndian(bytes.AsSpan(18), (ushort)pathLength);
        Encoding.UTF8.GetBytes(path, bytes.AsSpan(HeadLength));
        entry.Data.Span.CopyTo(bytes.AsSpan(HeadLength + pathLength));
        return bytes;
    }

    public static LoggedEvent Decode(AccountId account, long sequence, byte[] bytes)
    {
        if (bytes.Length < HeadLength || bytes[0] != Version)
            throw new InvalidDataException($"Event {sequence} of account '{account}' is not in a form that this version knows.");
        var pathLength = BinaryPrimitives.ReadUInt16BigEndian(bytes.AsSpan(18));
        return new LoggedEvent(
            new EventId(BinaryPrimitives.ReadUInt64BigEndian(bytes.AsSpan(2)), sequence),
            account,
            DateTimeOffset.FromUnixTimeMilliseconds(BinaryPrimitives.ReadInt64BigEndian(bytes.AsSpan(10))),
            (EventType)bytes[1],
            pathLength == 0 ? null : MailboxPath.Parse(Encoding.UTF8.GetString(bytes, HeadLength, pathLength)),
            bytes.AsMemory(HeadLength + pathLength));
    }
}
