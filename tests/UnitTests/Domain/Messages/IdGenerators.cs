using CsCheck;
using ImapApi.Domain.Mailboxes;
using ImapApi.Domain.Messages;

namespace ImapApi.UnitTests.Domain.Messages;

internal static class IdGenerators
{
    public static Gen<MessageId> MessageIds { get; } =
        Gen.Select(Gen.UInt[1, uint.MaxValue], Gen.UInt[1, uint.MaxValue]).Select((mailbox, uid) => new MessageId(new MailboxNumber(mailbox), new Uid(uid)));

    public static Gen<PartNumber> PartNumbers { get; } =
        Gen.Frequency((8, Gen.Int[1, 12]), (1, Gen.Int[1, 999_999_999])).Array[1, 30].Select(numbers => PartNumber.Parse(string.Join('.', numbers)));

    public static Gen<PartNumber[]> PartLists { get; } = Gen.Frequency((9, Gen.Int[0, 4]), (1, Gen.Int[14, 18])).SelectMany(count => PartNumbers.Array[count]);

    /// <summary>From plausible ids with one character changed to plain noise.</summary>
    public static Gen<string> Strings { get; } = Gen.OneOf(
        Gen.String,
        Gen.String[Gen.Char["ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_"], 0, 40],
        Gen.String[Gen.Char["AQgwTkaEx-_=+/ "], 9, 26],
        Gen.Select(Gen.OneOf(MessageIds.Select(id => id.ToString()), TextIds().Select(id => id.ToString())), Gen.Int[0, 1000], Gen.Char["AZaz09-_=+\0\r\n é"])
            .Select((id, at, with) => id.Remove(at % id.Length, 1).Insert(at % id.Length, with.ToString())));

    public static Gen<TextId> TextIds() =>
        Gen.Select(MessageIds, PartLists, PartLists, PartLists).Select((message, plain, html, other) => new TextId(message, plain, html, other));
}
