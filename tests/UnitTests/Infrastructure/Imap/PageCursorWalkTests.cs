using CsCheck;
using ImapApi.Application.Errors;
using ImapApi.Domain.Mailboxes;
using ImapApi.Domain.Messages;
using ImapApi.TestKit.Imap;

namespace ImapApi.UnitTests.Infrastructure.Imap;

/// <summary>Walks through a mailbox by cursors while messages arrive and go.</summary>
public sealed class PageCursorWalkTests
{
    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task A_walk_neither_repeats_nor_hides_a_message_that_was_there_throughout(bool bySearch) =>
        await Gen.Int.SampleAsync(
            async seed =>
            {
                await using var walk = new Walk(new Random(seed), bySearch);
                await walk.DownAsync();
                await walk.UpAsync();
            },
            iter: 60,
            threads: 1);

    [Fact]
    public async Task Without_deletions_a_page_costs_what_a_numbered_one_costs()
    {
        await using var bench = new ReadingBench();
        bench.Server.Inbox.Fill(50);
        var first = await bench.ListAsync(pageSize: 10);
        bench.Server.Commands.Forget();

        var second = await bench.ListAsync(first.NextCursor!, pageSize: 10);
        var again = await bench.ListAsync(second.PreviousCursor!, pageSize: 10);

        Uids(second).ShouldBe(Enumerable.Range(31, 10).Reverse());
        Uids(again).ShouldBe(Enumerable.Range(41, 10).Reverse());
        (second.Page, again.Page, again.PreviousCursor).ShouldBe((1, 0, null));
        bench.Wire.Count.ShouldBe(2);
        bench.Wire[0].ShouldStartWith("FETCH 31:40 (");
        bench.Wire[1].ShouldBe("FETCH 40:50 (UID FLAGS)");
    }

    [Fact]
    public async Task When_the_cursors_own_message_and_many_before_it_are_gone_its_place_is_looked_for()
    {
        await using var bench = new ReadingBench();
        bench.Server.Inbox.Fill(1000);
        var page = await bench.ListAsync(page: 2, pageSize: 10);
        bench.Server.Inbox.Messages.RemoveAll(message => message.Uid is > 100 and <= 975);
        await bench.ExpungedAsync(Enumerable.Repeat(101, 875));

        Uids(await bench.ListAsync(page.NextCursor!, pageSize: 10)).ShouldBe(Enumerable.Range(91, 10).Reverse());
        Uids(await bench.ListAsync(page.PreviousCursor!, pageSize: 10)).ShouldBe(Enumerable.Range(981, 10).Reverse());
    }

    [Fact]
    public async Task Beyond_the_last_message_a_cursor_leads_back()
    {
        await using var bench = new ReadingBench();
        bench.Server.Inbox.Fill(12);
        var first = await bench.ListAsync(pageSize: 10);
        bench.Server.Inbox.Messages.RemoveRange(0, 2);
        await bench.ExpungedAsync([1, 1]);

        var beyond = await bench.ListAsync(first.NextCursor!, pageSize: 10);

        (beyond.Messages.Count, beyond.Total, beyond.NextCursor).ShouldBe((0, 10, null));
        Uids(await bench.ListAsync(beyond.PreviousCursor!, pageSize: 10)).ShouldBe(Enumerable.Range(3, 10).Reverse());
    }

    [Fact]
    public async Task A_cursor_of_another_search_or_mailbox_or_epoch_is_refused()
    {
        await using var bench = new ReadingBench();
        bench.Server.Inbox.Fill(5);
        var listing = (await bench.ListAsync(pageSize: 2)).NextCursor!;
        var search = (await bench.ListAsync(pageSize: 2, search: new MessageSearch(Uids: "1:5"))).NextCursor!;

        (await RefusedAsync(search, null)).ShouldBe("cursor");
        (await RefusedAsync(listing, new MessageSearch(Uids: "1:5"))).ShouldBe("cursor");
        (await RefusedAsync(search, new MessageSearch(Uids: "1:4"))).ShouldBe("cursor");
        (await RefusedAsync(Of(mailbox: 2), null)).ShouldBe("cursor");
        (await Should.ThrowAsync<CursorExpiredException>(() => bench.ListAsync(Of(mailbox: 77)))).Code.ShouldBe("CursorExpired");

        static string Of(uint mailbox) => new PageCursor(new MailboxNumber(mailbox), PageDirection.Older, 3, 3, 0).ToString();

        async Task<string> RefusedAsync(string cursor, MessageSearch? by) =>
            (await Should.ThrowAsync<ValidationFailedException>(() => bench.ListAsync(cursor, search: by))).Fields.ShouldHaveSingleItem().Key;
    }

    private static IEnumerable<int> Uids(MessagePage page) => page.Messages.Select(message => (int)message.Outline.Uid.Value);

    /// <summary>One mailbox, in which something happens between any two pages.</summary>
    private sealed class Walk : IAsyncDisposable
    {
        private readonly Random _random;
        private readonly ReadingBench _bench = new();
        private readonly MessageSearch? _search;
        private readonly int _pageSize;
        private readonly HashSet<uint> _gone = [];
        private MessagePage _page = null!;

        public Walk(Random random, bool bySearch)
        {
            (_random, _search, _pageSize) = (random, bySearch ? new MessageSearch() : null, random.Next(1, 12));
            _bench.Server.Inbox.Fill(random.Next(0, 90));
        }

        public async Task DownAsync()
        {
            var before = There();
            _page = await _bench.ListAsync(pageSize: _pageSize, search: _search);
            var seen = Read();
            while (_page.NextCursor is { } next)
            {
                await SomethingHappensAsync();
                _page = await _bench.ListAsync(next, _pageSize, _search);
                seen.AddRange(Read());
            }

            seen.ShouldBe(seen.OrderDescending());
            seen.Distinct().Count().ShouldBe(seen.Count);
            before.Except(_gone).Except(seen).ShouldBeEmpty();
        }

        public async Task UpAsync()
        {
            var before = There();
            var from = _page.Messages.Count == 0 ? 0 : _page.Messages[0].Id.Uid.Value;
            var seen = new List<uint>();
            while (_page.PreviousCursor is { } previous)
            {
                await SomethingHappensAsync();
                _page = await _bench.ListAsync(previous, _pageSize, _search);
                seen.AddRange(Read().Order());
            }

            seen.ShouldBe(seen.Order());
            seen.Distinct().Count().ShouldBe(seen.Count);
            before.Where(uid => uid > from).Except(_gone).Except(seen).ShouldBeEmpty();
        }

        public ValueTask DisposeAsync() => _bench.DisposeAsync();

        private List<uint> There() => [.. _bench.Server.Inbox.Messages.Select(message => message.Uid)];

        private List<uint> Read() => [.. _page.Messages.Select(message => message.Id.Uid.Value)];

        private async Task SomethingHappensAsync()
        {
            var inbox = _bench.Server.Inbox;
            // UIDs are never used again, also when the newest message goes.
            inbox.ClaimedUidNext = null;
            var next = Math.Max(inbox.UidNext, _gone.DefaultIfEmpty().Max() + 1);
            var expunged = new List<int>();
            for (var i = _random.Next(0, 3) * _random.Next(0, 9); i > 0 && inbox.Messages.Count > 0; i--)
            {
                var at = _random.Next(inbox.Messages.Count);
                _gone.Add(inbox.Messages[at].Uid);
                inbox.Messages.RemoveAt(at);
                expunged.Add(at + 1);
            }

            for (var i = _random.Next(0, 4); i > 0; i--)
                inbox.Messages.Add(new ScriptedMessage(next++));
            await _bench.ExpungedAsync(expunged);
        }
    }
}
