using System.Buffers.Binary;
using System.Buffers.Text;
using System.Diagnostics.CodeAnalysis;
using System.Security.Cryptography;
using ImapApi.Domain.Mailboxes;

namespace ImapApi.Domain.Changes;

/// <summary>
/// A mailbox as its caller knows it, kept by the caller: what changes is found by comparing with it, and nothing is stored here. Written as base64url of
/// <c>version ‖ detail ‖ uint32 BE mailbox ‖ int64 BE count or digest ‖ index</c>.
/// </summary>
public sealed class DeltaToken
{
    private const byte Version = 1;
    private const int HeaderLength = 14;

    /// <summary>A request line of 8 KB has to hold its base64.</summary>
    private const int MostBytes = 4000;

    /// <summary>One that claims more was not given out by us.</summary>
    private const int MostUids = 1_000_000;

    private DeltaToken(MailboxNumber mailbox, DeltaDetail detail, MailboxIndex index, long extra) => (Mailbox, Detail, Index, Extra) = (mailbox, detail, index, extra);

    public MailboxNumber Mailbox { get; }

    public DeltaDetail Detail { get; }

    /// <summary>What is known; without messages where <see cref="Detail"/> says so.</summary>
    public MailboxIndex Index { get; }

    /// <summary>How many messages there were; null where that is not known.</summary>
    public long? Count => Detail switch
    {
        DeltaDetail.Count => Extra,
        DeltaDetail.Uids or DeltaDetail.Marks => Index.Count,
        _ => null,
    };

    private long Extra { get; }

    /// <summary>For a server that tells what vanished.</summary>
    public static DeltaToken OfNumbers(MailboxNumber mailbox, uint uidValidity, uint uidNext, ulong modSeq) =>
        new(mailbox, DeltaDetail.Numbers, MailboxIndex.Create(uidValidity, uidNext, modSeq, []), 0);

    /// <summary>For a server that tells what changed.</summary>
    public static DeltaToken OfCount(MailboxNumber mailbox, uint uidValidity, uint uidNext, ulong modSeq, long count) =>
        new(mailbox, DeltaDetail.Count, MailboxIndex.Create(uidValidity, uidNext, modSeq, []), count);

    /// <summary>For a server that tells what changed: the UIDs while they fit, else how many there are.</summary>
    public static DeltaToken OfUids(MailboxNumber mailbox, uint uidValidity, uint uidNext, ulong modSeq, UidSet uids)
    {
        if (uids.Count > MostUids)
            return OfCount(mailbox, uidValidity, uidNext, modSeq, uids.Count);
        var unmarked = new MessageMarks(Messages.FlagSet.Empty, Labels: null);
        var index = MailboxIndex.Create(uidValidity, uidNext, modSeq, uids.Enumerate().Select(uid => new MarkedUid(uid, unmarked)));
        return index.Encode().Length <= MostBytes ? new DeltaToken(mailbox, DeltaDetail.Uids, index, 0) : OfCount(mailbox, uidValidity, uidNext, modSeq, uids.Count);
    }

    /// <summary>For a server that tells nothing: all that is known while it fits, else a digest of it.</summary>
    public static DeltaToken OfMarks(MailboxNumber mailbox, MailboxIndex index)
    {
        var encoded = index.Encode();
        return encoded.Length <= MostBytes && index.Count <= MostUids
            ? new DeltaToken(mailbox, DeltaDetail.Marks, index, 0)
            : new DeltaToken(mailbox, DeltaDetail.Digest, MailboxIndex.Create(index.UidValidity, index.UidNext, index.ModSeq, []), DigestOf(encoded));
    }

    /// <summary>Nothing has changed, as far as the digest tells.</summary>
    public bool HasDigestOf(MailboxIndex index) => Detail == DeltaDetail.Digest && Extra == DigestOf(index.Encode());

    public static bool TryParse(string? text, [NotNullWhen(true)] out DeltaToken? token)
    {
        token = null;
        var bytes = new byte[HeaderLength + MostBytes];
        if (text is null || text.Length > Base64Url.GetEncodedLength(bytes.Length) || !Messages.IdBytes.TryDecode(text, bytes, out var written))
            return false;
        if (written < HeaderLength || bytes[0] != Version || bytes[1] > (byte)DeltaDetail.Digest)
            return false;
        try
        {
            token = new DeltaToken(
                new MailboxNumber(BinaryPrimitives.ReadUInt32BigEndian(bytes.AsSpan(2))),
                (DeltaDetail)bytes[1],
                MailboxIndex.Decode(bytes.AsSpan(HeaderLength..written)),
                BinaryPrimitives.ReadInt64BigEndian(bytes.AsSpan(6)));
        }
        catch (Exception exception) when (exception is FormatException or ArgumentException or OverflowException)
        {
            return false;
        }

        if (token.Mailbox.Value != 0 && token.Index.Uids.Count <= MostUids)
            return true;
        token = null;
        return false;
    }

    public override string ToString()
    {
        var index = Index.Encode();
        var bytes = new byte[HeaderLength + index.Length];
        bytes[0] = Version;
        bytes[1] = (byte)Detail;
        BinaryPrimitives.WriteUInt32BigEndian(bytes.AsSpan(2), Mailbox.Value);
        BinaryPrimitives.WriteInt64BigEndian(bytes.AsSpan(6), Extra);
        index.CopyTo(bytes.AsSpan(HeaderLength));
        return Base64Url.EncodeToString(bytes);
    }

    private static long DigestOf(byte[] encoded) => BinaryPrimitives.ReadInt64BigEndian(SHA256.HashData(encoded));
}
