using ImapApi.Domain.Messages;
using ImapApi.TestKit.Imap;

namespace ImapApi.UnitTests.Infrastructure.Imap;

public sealed class FetchMessagePageTests
{
    private const string Poison = "(\"text\" \"plain\" NIL NIL NIL \"7bit\" NOT-A-NUMBER 1 NIL NIL NIL)";

    [Fact]
    public async Task Lists_the_newest_messages_first_in_one_command()
    {
        await using var bench = new ReadingBench();
        bench.Server.Inbox.Fill(45);

        var page = await bench.ListAsync();

        page.Total.ShouldBe(45);
        page.Pages.ShouldBe(3);
        Uids(page).ShouldBe(Descending(45, 26));
        page.Messages[0].Outline.Subject.ShouldBe("Subject 45");
        page.Messages[0].Outline.From.ShouldBe(new EmailAddress("Alice", "alice@example.com"));
        page.Messages[0].Id.Mailbox.Value.ShouldBe(1u);
        bench.Wire.ShouldHaveSingleItem().ShouldStartWith("FETCH 26:45 (UID FLAGS INTERNALDATE RFC822.SIZE BODYSTRUCTURE BODY.PEEK[HEADER.FIELDS (DATE SUBJECT FROM");
        bench.Wire[0].ShouldNotContain("ENVELOPE");
    }

    [Fact]
    public async Task Asks_only_for_flags_when_the_page_was_listed_before()
    {
        await using var bench = new ReadingBench();
        bench.Server.Inbox.Fill(30);
        var cold = await bench.ListAsync();
        bench.Server.Inbox.Messages[29].Flags.Add("\\Seen");

        var warm = await bench.ListAsync();

        bench.Wire[^1].ShouldBe("FETCH 11:30 (UID FLAGS)");
        warm.Messages.Select(message => message.Outline).ShouldBe(cold.Messages.Select(message => message.Outline));
        warm.Messages[0].Flags.IsSeen.ShouldBeTrue();
        warm.Messages[1].Flags.IsSeen.ShouldBeFalse();
    }

    [Fact]
    public async Task Fetches_only_what_the_cache_has_lost()
    {
        await using var bench = new ReadingBench();
        bench.Server.Inbox.Fill(3);
        await bench.ListAsync();
        bench.Outlines.Remove(ReadingBench.Account);
        bench.Outlines.Add(ReadingBench.Account, ReadingBench.Id(2).Mailbox, OutlineCacheTests.Outline(2));

        var page = await bench.ListAsync();

        Uids(page).ShouldBe([3u, 2u, 1u]);
        page.Messages[1].Outline.Subject.ShouldBe("cached");
        bench.Wire[1].ShouldBe("FETCH 1:3 (UID FLAGS)");
        bench.Wire[2].ShouldStartWith("UID FETCH 1,3 (UID FLAGS INTERNALDATE");
        bench.Wire.Count.ShouldBe(3);
    }

    [Fact]
    public async Task Works_without_a_cache()
    {
        await using var bench = new ReadingBench(cacheBytes: 0);
        bench.Server.Inbox.Fill(3);
        await bench.ListAsync();

        Uids(await bench.ListAsync()).ShouldBe([3u, 2u, 1u]);
    }

    [Theory]
    [InlineData(0, new uint[] { 5, 4 }, "FETCH 4:5")]
    [InlineData(1, new uint[] { 3, 2 }, "FETCH 2:3")]
    [InlineData(2, new uint[] { 1 }, "FETCH 1 ")]
    public async Task Counts_pages_from_the_newest(int page, uint[] uids, string command)
    {
        await using var bench = new ReadingBench();
        bench.Server.Inbox.Fill(5);

        var listing = await bench.ListAsync(page, pageSize: 2);

        Uids(listing).ShouldBe(uids);
        listing.Pages.ShouldBe(3);
        bench.Wire.ShouldHaveSingleItem().ShouldStartWith(command);
    }

    [Theory]
    [InlineData(5, 3)]
    [InlineData(0, 0)]
    public async Task Asks_nothing_for_a_page_beyond_the_last(int exists, int page)
    {
        await using var bench = new ReadingBench();
        bench.Server.Inbox.Fill(exists);

        var listing = await bench.ListAsync(page, pageSize: 2);

        listing.Messages.ShouldBeEmpty();
        listing.Total.ShouldBe(exists);
        listing.Pages.ShouldBe(Math.Max(1, (exists + 1) / 2));
        bench.Wire.ShouldBeEmpty();
    }

    [Fact]
    public async Task News_of_other_messages_among_the_answers_is_not_listed()
    {
        await using var bench = new ReadingBench();
        bench.Server.Inbox.Fill(10);
        bench.Server.On("FETCH", async (_, reply) =>
        {
            await reply.LineAsync("* 2 FETCH (UID 2 FLAGS (\\Seen))");
            await reply.LineAsync("* 10 FETCH (FLAGS (\\Flagged))");
            await reply.LineAsync("* 3 FETCH (FLAGS (\\Flagged))");
            await reply.StandardAsync();
        });

        Uids(await bench.ListAsync(pageSize: 3)).ShouldBe([10u, 9u, 8u]);
        Uids(await bench.ListAsync(pageSize: 3)).ShouldBe([10u, 9u, 8u]);
    }

    [Fact]
    public async Task A_message_that_vanishes_meanwhile_is_absent()
    {
        await using var bench = new ReadingBench();
        bench.Server.Inbox.Fill(3);
        await bench.ListAsync();
        bench.Outlines.Remove(ReadingBench.Account);
        bench.Server.On("UID FETCH", (_, reply) =>
        {
            bench.Server.Inbox.Messages.RemoveAt(1);
            return reply.StandardAsync();
        });

        Uids(await bench.ListAsync()).ShouldBe([3u, 1u]);
    }

    [Fact]
    public async Task A_false_count_of_messages_costs_nothing()
    {
        const int most = 10_000_000;
        await using var bench = new ReadingBench();
        bench.Server.Inbox.ClaimedExists = most;
        bench.Server.Inbox.MessageAt = number => number > most - 5 ? new ScriptedMessage((uint)number) : null;

        var page = await bench.ListAsync(pageSize: 1000);

        page.Messages.Count.ShouldBe(5);
        page.Total.ShouldBe(most);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(20)]
    [InlineData(33)]
    public async Task One_malformed_message_does_not_cost_the_others_their_listing(int count)
    {
        for (var position = 0; position < count; position += 6)
        {
            await using var bench = new ReadingBench(cacheBytes: position % 12 == 0 ? 0 : 1 << 20);
            bench.Server.Inbox.Fill(count);
            bench.Server.Inbox.Messages[position].Attributes["BODYSTRUCTURE"] = Poison;

            var page = await bench.ListAsync(pageSize: 50);

            Uids(page).ShouldBe(Descending(count, 1));
            foreach (var message in page.Messages)
            {
                message.Outline.Subject.ShouldBe("Subject " + message.Outline.Uid);
                message.Outline.Leaves.Count.ShouldBe(message.Outline.Uid.Value == position + 1 ? 0 : 1);
            }

            // Halving 33 takes six steps, the message alone two, and one for the first surprise.
            bench.Server.ConnectionCount.ShouldBeLessThanOrEqualTo(10);
        }
    }

    [Fact]
    public async Task A_malformed_message_costs_nobody_a_second_time()
    {
        await using var bench = new ReadingBench();
        bench.Server.Inbox.Fill(8);
        bench.Server.Inbox.Messages[3].Attributes["BODYSTRUCTURE"] = Poison;
        await bench.ListAsync();
        var connections = bench.Server.ConnectionCount;

        (await bench.ListAsync()).Messages.Count.ShouldBe(8);
        (await bench.Store.GetAsync(ReadingBench.Account, ReadingBench.Id(4), new DetailsRequest(), CancellationToken.None)).Headers["subject"].ShouldBe(["Subject 4"]);

        bench.Server.ConnectionCount.ShouldBe(connections);
    }

    [Fact]
    public async Task A_message_that_cannot_be_fetched_at_all_is_still_counted_and_listed()
    {
        await using var bench = new ReadingBench();
        bench.Server.Inbox.Fill(4);
        bench.Server.Inbox.Messages[1].Attributes["BODYSTRUCTURE"] = Poison;
        bench.Server.Inbox.Messages[1].Attributes["RFC822.SIZE"] = "NOT-A-NUMBER";

        var page = await bench.ListAsync();

        Uids(page).ShouldBe([4u, 3u, 2u, 1u]);
        page.Messages[2].Outline.Subject.ShouldBe("");
        page.Messages[2].Outline.Date.ShouldBe(DateTimeOffset.UnixEpoch);
    }

    [Fact]
    public async Task A_lost_connection_is_not_taken_for_a_malformed_message()
    {
        await using var bench = new ReadingBench();
        bench.Server.Inbox.Fill(5);
        var first = true;
        bench.Server.On("FETCH", (_, reply) =>
        {
            if (!first)
                return reply.StandardAsync();
            first = false;
            reply.Drop();
            return Task.CompletedTask;
        });

        var page = await bench.ListAsync();

        page.Messages.Count.ShouldBe(5);
        page.Messages.ShouldAllBe(message => message.Outline.Leaves.Count == 1);
        bench.Server.ConnectionCount.ShouldBe(2);
    }

    [Fact]
    public async Task A_server_that_always_hangs_up_is_given_up()
    {
        await using var bench = new ReadingBench();
        bench.Server.Inbox.Fill(5);
        bench.Server.On("FETCH", (_, reply) =>
        {
            reply.Drop();
            return Task.CompletedTask;
        });

        await Should.ThrowAsync<Exception>(() => bench.ListAsync());

        bench.Server.ConnectionCount.ShouldBeLessThan(50);
    }

    private static IEnumerable<uint> Uids(MessagePage page) => page.Messages.Select(message => message.Outline.Uid.Value);

    private static IEnumerable<uint> Descending(int from, int to) => Enumerable.Range(to, from - to + 1).Reverse().Select(uid => (uint)uid);
}
