using ImapApi.Domain.Changes;
using ImapApi.Domain.Messages;
using ImapApi.Infrastructure.Imap.Sync;

namespace ImapApi.UnitTests.Infrastructure.Imap.Sync;

public sealed class MailboxStateTests
{
    private static readonly MailboxIndex Index = MailboxIndex.Create(7, 11, 100, [new MarkedUid(10, new MessageMarks(FlagSet.Empty, Labels: null))]);

    [Theory]
    [InlineData(11u, 1, 100ul, true)]
    [InlineData(12u, 1, 100ul, false)]
    [InlineData(11u, 2, 100ul, false)]
    [InlineData(11u, 1, 101ul, false)]
    public void Nothing_changed_when_all_numbers_are_the_same(uint uidNext, int messages, ulong modSeq, bool isUnchanged) =>
        new MailboxState(7, uidNext, messages, Unseen: 0, modSeq).IsUnchanged(Index).ShouldBe(isUnchanged);

    [Fact]
    public void Without_modification_sequences_nobody_knows() =>
        new MailboxState(7, 11, 1, Unseen: 0, ModSeq: 0).IsUnchanged(MailboxIndex.Create(7, 11, 0, [new MarkedUid(10, new MessageMarks(FlagSet.Empty, Labels: null))])).ShouldBeFalse();
}
