using CsCheck;
using ImapApi.Domain.Changes;
using ImapApi.Domain.Messages;
using ImapApi.Infrastructure.Imap.Sync;

namespace ImapApi.UnitTests.Infrastructure.Imap.Sync;

public sealed class SequenceReadingTests
{
    private static readonly MessageMarks Seen = new(FlagSet.Create([@"\Seen"]), Labels: null);
    private static readonly UidSet Known = UidSet.Of(10, 20, 30, 40);

    [Theory]
    [InlineData(1000, false)]
    [InlineData(1001, true)]
    public void What_would_take_long_to_follow_is_left_to_a_look_at_the_mailbox(int expunges, bool isTorn)
    {
        var scattered = UidSet.FromRanges(Enumerable.Range(0, 100_000).Select(i => new UidRange((uint)(2 * i) + 1, (uint)(2 * i) + 1)));

        SequenceReading.Of([.. Enumerable.Repeat(new ServerNews.Expunged(0), expunges)], scattered, unknown: 0).IsTorn.ShouldBe(isTorn);
    }

    [Fact]
    public void Each_expunge_counts_from_what_the_ones_before_left()
    {
        var reading = SequenceReading.Of([new ServerNews.Expunged(2), new ServerNews.Expunged(1), new ServerNews.Exists(2)], Known, unknown: 0);
        reading.Vanished.ShouldBe(UidSet.Of(20, 30));
        reading.IsTorn.ShouldBeFalse();
    }

    [Fact]
    public void A_message_that_came_and_went_between_two_looks_is_nobodys_news()
    {
        var reading = SequenceReading.Of([new ServerNews.Exists(6), new ServerNews.Expunged(4), new ServerNews.Exists(5)], Known, unknown: 0);
        reading.Vanished.ShouldBe(UidSet.Empty);
        reading.Unknown.ShouldBe(1);
    }

    [Fact]
    public void Flags_by_sequence_number_belong_to_the_message_that_had_it_then()
    {
        var reading = SequenceReading.Of([new ServerNews.Marked(1, 0, Seen), new ServerNews.Expunged(0), new ServerNews.Marked(1, 0, Seen), new ServerNews.Exists(3)], Known, unknown: 0);
        reading.Marks.Select(message => message.Uid).ShouldBe([20u, 30u]);
    }

    [Fact]
    public void Flags_of_a_message_that_is_not_known_yet_are_left_to_its_fetch() =>
        SequenceReading.Of([new ServerNews.Exists(5), new ServerNews.Marked(4, 0, Seen)], Known, unknown: 0).Marks.ShouldBeEmpty();

    [Fact]
    public void What_vanishes_may_be_told_with_any_number_of_uids()
    {
        var all = UidSet.FromRanges([new UidRange(1, uint.MaxValue)]);
        SequenceReading.Of([new ServerNews.Vanished(all), new ServerNews.Exists(0)], Known, unknown: 0).Vanished.ShouldBe(Known);
    }

    [Theory]
    [InlineData("20 55", "20", 1)]
    [InlineData("55 56 57", "", 0)]
    [InlineData("10 20", "10 20", 2)]
    public void Of_what_vanishes_those_that_are_not_known_are_of_what_came_since(string uids, string vanished, int unknown)
    {
        var reading = SequenceReading.Of([new ServerNews.Exists(6), new ServerNews.Vanished(Set(uids))], Known, unknown: 0);
        (reading.Vanished, reading.Unknown, reading.IsTorn).ShouldBe((Set(vanished), unknown, false));

        static UidSet Set(string text) => UidSet.From(text.Split(' ', StringSplitOptions.RemoveEmptyEntries).Select(uid => uint.Parse(uid, System.Globalization.CultureInfo.InvariantCulture)));
    }

    [Fact]
    public void Numbers_that_do_not_add_up_are_noticed()
    {
        SequenceReading.Of([new ServerNews.Expunged(4)], Known, unknown: 0).IsTorn.ShouldBeTrue();
        SequenceReading.Of([new ServerNews.Exists(3)], Known, unknown: 0).IsTorn.ShouldBeTrue();
    }

    /// <summary>The server's mailbox is a list; each step changes it and says so.</summary>
    [Fact]
    public void Whatever_is_said_the_messages_left_are_the_servers() =>
        Gen.Select(Gen.Int[0, 20], Gen.Int[0, 2].Array[0, 40], Gen.Int[0, 1000].Array[40]).Sample((count, steps, picks) =>
        {
            var next = 1u;
            var mailbox = Enumerable.Range(0, count).Select(_ => next++).ToList();
            var known = UidSet.From(mailbox);
            var news = new List<ServerNews>();
            for (var i = 0; i < steps.Length; i++)
            {
                var index = mailbox.Count == 0 ? 0 : picks[i] % mailbox.Count;
                if (steps[i] == 0 || mailbox.Count == 0)
                {
                    mailbox.Add(next++);
                    news.Add(new ServerNews.Exists(mailbox.Count));
                }
                else if (steps[i] == 1)
                {
                    mailbox.RemoveAt(index);
                    news.Add(new ServerNews.Expunged(index));
                }
                else
                {
                    news.Add(new ServerNews.Vanished(UidSet.Of(mailbox[index])));
                    mailbox.RemoveAt(index);
                    news.Add(new ServerNews.Exists(mailbox.Count));
                }
            }

            var reading = SequenceReading.Of(news, known, unknown: 0);
            return !reading.IsTorn
                && known.Except(reading.Vanished).Equals(UidSet.From(mailbox.Where(uid => uid <= count)))
                && reading.Unknown == mailbox.Count(uid => uid > count);
        });
}
