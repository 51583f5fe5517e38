using System.Buffers.Text;
using CsCheck;
using ImapApi.Domain.Mailboxes;
using ImapApi.Domain.Messages;

namespace ImapApi.UnitTests.Domain.Messages;

public sealed class TextIdTests
{
    private static readonly MessageId Message = new(new MailboxNumber(1), new Uid(481));

    [Fact]
    public void The_id_is_the_message_and_the_parts_of_each_kind()
    {
        TextId.TryParse("AAAAAQAAAeGTkaExkaEykA", out var id).ShouldBeTrue();

        id.ShouldBe(new TextId(Message, [PartNumber.One], [PartNumber.Parse("2")], []));
        id!.ToString().ShouldBe("AAAAAQAAAeGTkaExkaEykA");
    }

    [Fact]
    public void Two_are_equal_when_all_of_them_is()
    {
        PartNumber[] one = [PartNumber.One];
        var id = new TextId(Message, one, one, one);
        id.Equals(new TextId(Message, [.. one], [.. one], [.. one])).ShouldBeTrue();
        TextId?[] others = [null, new(new MessageId(new MailboxNumber(1), new Uid(482)), one, one, one), new(Message, [], one, one), new(Message, one, [], one), new(Message, one, one, [])];
        others.ShouldAllBe(other => !id.Equals(other));
    }

    [Fact]
    public void Every_id_survives_its_spelling() =>
        IdGenerators.TextIds().Sample(id => TextId.TryParse(id.ToString(), out var parsed) && parsed.Equals(id) && parsed.GetHashCode() == id.GetHashCode());

    [Theory]
    [InlineData(31)]
    [InlineData(32)]
    [InlineData(255)]
    [InlineData(256)]
    [InlineData(399)]
    public void Part_numbers_of_every_length_that_MessagePack_treats_apart_survive(int length)
    {
        var part = PartNumber.Parse(string.Concat(Enumerable.Range(1, length).Select(at => at % 8 == 0 && at < length ? '.' : '1')));
        var id = new TextId(Message, [part], [], [part, PartNumber.One]);

        TextId.TryParse(id.ToString(), out var parsed).ShouldBeTrue();

        parsed.ShouldBe(id);
    }

    [Theory]
    [InlineData(15)]
    [InlineData(16)]
    [InlineData(300)]
    public void Many_parts_survive(int count)
    {
        var id = new TextId(Message, [], [.. Enumerable.Range(1, count).Select(number => PartNumber.Parse($"{number}"))], []);

        TextId.TryParse(id.ToString(), out var parsed).ShouldBeTrue();

        parsed.ShouldBe(id);
    }

    public static TheoryData<string, byte[]> Malformed => new()
    {
        { "nothing", [] },
        { "two lists", [0x92, 0x90, 0x90] },
        { "four lists", [0x94, 0x90, 0x90, 0x90, 0x90] },
        { "a list cut short", [0x93, 0x91, 0xa1, (byte)'1', 0x90] },
        { "something behind", [0x93, 0x90, 0x90, 0x90, 0x00] },
        { "a number for a part", [0x93, 0x91, 0x01, 0x90, 0x90] },
        { "a part that is none", [0x93, 0x91, 0xa1, (byte)'0', 0x90, 0x90] },
        { "an empty part", [0x93, 0x91, 0xa0, 0x90, 0x90] },
        { "a string that claims to be longer", [0x93, 0x91, 0xa9, (byte)'1', 0x90, 0x90] },
        { "a list that claims 65535 parts", [0x93, 0xdc, 0xff, 0xff, 0xa1, (byte)'1'] },
        { "a short list in the long form", [0x93, 0xdc, 0, 1, 0xa1, (byte)'1', 0x90, 0x90] },
        { "a short string in the long form", [0x93, 0x91, 0xd9, 1, (byte)'1', 0x90, 0x90] },
        { "a short string in the longest form", [0x93, 0x91, 0xda, 0, 1, (byte)'1', 0x90, 0x90] },
        { "a map", [0x83, 0x90, 0x90, 0x90] },
    };

    [Theory]
    [MemberData(nameof(Malformed))]
    public void What_is_malformed_is_refused(string what, byte[] packed) =>
        TextId.TryParse(Base64Url.EncodeToString([0, 0, 0, 1, 0, 0, 1, 0xe1, .. packed]), out _).ShouldBeFalse(what);

    [Fact]
    public void Any_string_is_either_refused_or_the_one_spelling_of_its_id() =>
        IdGenerators.Strings.Sample(text => !TextId.TryParse(text, out var id) || id.ToString() == text, iter: 10_000);

    [Fact]
    public void Any_bytes_behind_a_message_id_are_either_refused_or_the_one_spelling_of_their_id() =>
        Gen.OneOf(Gen.Byte, Gen.OneOf<byte>(0x90, 0x91, 0x93, 0xa1, 0xd9, 0xda, 0xdc, 0x31, 0x2e)).Array[0, 24]
            .Select(bytes => Base64Url.EncodeToString([0, 0, 0, 1, 0, 0, 1, 0xe1, 0x93, .. bytes]))
            .Sample(text => !TextId.TryParse(text, out var id) || id.ToString() == text, iter: 20_000);
}
