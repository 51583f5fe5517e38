using System.Buffers.Text;
using CsCheck;
using ImapApi.Domain.Changes;
using ImapApi.Domain.Mailboxes;
using ImapApi.Domain.Messages;
using ImapApi.UnitTests.Domain.Messages;

namespace ImapApi.UnitTests.Domain.Changes;

public sealed class DeltaTokenTests
{
    private static readonly MailboxNumber Mailbox = new(3);

    [Fact]
    public void A_token_holds_what_it_was_made_of() =>
        ChangeGenerators.Indexes.Sample(index =>
        {
            DeltaToken[] tokens =
            [
                DeltaToken.OfMarks(Mailbox, index),
                DeltaToken.OfUids(Mailbox, index.UidValidity, index.UidNext, index.ModSeq, index.Uids),
                DeltaToken.OfCount(Mailbox, index.UidValidity, index.UidNext, index.ModSeq, index.Count),
                DeltaToken.OfNumbers(Mailbox, index.UidValidity, index.UidNext, index.ModSeq),
            ];
            return tokens.All(token => DeltaToken.TryParse(token.ToString(), out var read) && read.ToString() == token.ToString() && read.Detail == token.Detail && read.Mailbox == Mailbox && read.Count == token.Count)
                && tokens[0].Index.Encode().SequenceEqual(index.Encode())
                && tokens[1].Index.Uids.Equals(index.Uids);
        });

    [Fact]
    public void What_does_not_fit_a_url_is_told_by_less()
    {
        var many = UidSet.From(Enumerable.Range(1, 20_000).Select(i => (uint)i * 3));
        var marks = new MessageMarks(FlagSet.Empty, null);
        var index = MailboxIndex.Create(1, 100_000, 0, many.Enumerate().Select(uid => new MarkedUid(uid, marks)));

        DeltaToken.OfUids(Mailbox, 1, 100_000, 9, many).Detail.ShouldBe(DeltaDetail.Count);
        DeltaToken.OfUids(Mailbox, 1, 100_000, 9, many).Count.ShouldBe(20_000);
        var digest = DeltaToken.OfMarks(Mailbox, index);
        digest.Detail.ShouldBe(DeltaDetail.Digest);
        digest.HasDigestOf(index).ShouldBeTrue();
        digest.HasDigestOf(index.Apply(new IndexDelta(100_000, 0, UidSet.Of(3), []))).ShouldBeFalse();
        digest.ToString().Length.ShouldBeLessThan(100);
        DeltaToken.OfUids(Mailbox, 1, 100_000, 9, UidSet.FromRanges([new UidRange(1, 90_000)])).ToString().Length.ShouldBeLessThan(100);
    }

    [Theory]
    [InlineData(0, 99)]
    [InlineData(1, 5)]
    [InlineData(5, 0)]
    public void Another_version_another_detail_and_no_mailbox_are_refused(int at, byte value)
    {
        var bytes = Base64Url.DecodeFromChars(DeltaToken.OfNumbers(new MailboxNumber(1), 1, 2, 3).ToString());
        DeltaToken.TryParse(Base64Url.EncodeToString(bytes), out _).ShouldBeTrue();
        bytes[at] = value;
        DeltaToken.TryParse(Base64Url.EncodeToString(bytes), out var token).ShouldBeFalse();
        token.ShouldBeNull();
    }

    [Fact]
    public void A_token_that_is_cut_or_too_long_is_refused()
    {
        var bytes = Base64Url.DecodeFromChars(DeltaToken.OfNumbers(new MailboxNumber(1), 1, 2, 3).ToString());
        for (var length = 0; length < bytes.Length; length++)
            DeltaToken.TryParse(Base64Url.EncodeToString(bytes.AsSpan(0, length)), out _).ShouldBeFalse();
        DeltaToken.TryParse(new string('A', 100_000), out _).ShouldBeFalse();
        DeltaToken.TryParse(null, out _).ShouldBeFalse();
    }

    [Fact]
    public void Whatever_is_sent_instead_is_refused_or_the_one_spelling_of_a_token() =>
        IdGenerators.Strings.Sample(text => !DeltaToken.TryParse(text, out var token) || token.ToString() == text);

    [Fact]
    public void A_token_that_was_tampered_with_breaks_nothing() =>
        Gen.Select(ChangeGenerators.Indexes, Gen.Int[0, 200], Gen.Byte).Sample((index, at, change) =>
        {
            var characters = DeltaToken.OfMarks(Mailbox, index).ToString().ToCharArray();
            characters[at % characters.Length] = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_"[change % 64];
            _ = DeltaToken.TryParse(new string(characters), out _);
        });
}
