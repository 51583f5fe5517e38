using System.Buffers.Text;

namespace ImapApi.Domain.Messages;

/// <summary>
/// Where a message's text stands: the message id's eight bytes, then the MessagePack of
/// <c>[[plain parts],[html parts],[other text parts]]</c>, parts as strings; base64url without padding.
/// <c>AAAAAQAAAeGTkaExkaEykA</c> is message <c>AAAAAQAAAeE</c> with <c>[["1"],["2"],[]]</c>.
/// </summary>
public sealed record TextId(MessageId Message, IReadOnlyList<PartNumber> Plain, IReadOnlyList<PartNumber> Html, IReadOnlyList<PartNumber> Other)
{
    /// <summary>
    /// How many parts of a kind an id names: the id must fit a request line. A message with more bodies is hostile, and shows its first ones.
    /// </summary>
    public const int MaxParts = 50;

    private const int MaxLength = 6000;

    public static bool TryParse(string? value, [System.Diagnostics.CodeAnalysis.NotNullWhen(true)] out TextId? id)
    {
        id = null;
        if (value is not { Length: <= MaxLength })
            return false;
        var bytes = new byte[Base64Url.GetMaxDecodedLength(value.Length)];
        if (!IdBytes.TryDecode(value, bytes, out var written) || !MessageId.TryRead(bytes.AsSpan(0, written), out var message)
            || !TextPartsPacking.TryUnpack(bytes.AsSpan(MessageId.ByteCount, written - MessageId.ByteCount), out var parts))
            return false;
        id = new TextId(message, parts[0], parts[1], parts[2]);
        return true;
    }

    public bool Equals(TextId? other) =>
        other is not null && Message == other.Message && Plain.SequenceEqual(other.Plain) && Html.SequenceEqual(other.Html) && Other.SequenceEqual(other.Other);

    public override int GetHashCode() => HashCode.Combine(Message, Plain.Count, Html.Count, Other.Count);

    public override string ToString()
    {
        var packed = TextPartsPacking.Pack(Plain, Html, Other);
        var bytes = new byte[MessageId.ByteCount + packed.Length];
        Message.Write(bytes);
        packed.CopyTo(bytes, MessageId.ByteCount);
        return Base64Url.EncodeToString(bytes);
    }
}
