using ImapApi.Application.Errors;
using ImapApi.Application.Events;
using ImapApi.Domain.Accounts;

namespace ImapApi.TestKit.Contracts;

/// <summary>What a reader of the event log may rely on.</summary>
public abstract class EventFeedContract
{
    private protected static readonly AccountId Alice = AccountId.Parse("alice");
    private protected static readonly AccountId Bob = AccountId.Parse("b/ö b");

    private protected static CancellationToken Token => TestContext.Current.CancellationToken;

    private protected abstract IEventFeed Feed { get; }

    /// <summary>Adds so many events to the account's log.</summary>
    private protected abstract Task HappenAsync(AccountId account, int count = 1);

    /// <summary>Removes the account's events up to this one, as if they were too old. Nobody else has any.</summary>
    private protected abstract Task ExpireAsync(AccountId account, long through);

    [Fact]
    public async Task Tells_an_accounts_events_in_their_order_and_no_others()
    {
        await HappenAsync(Alice, 3);
        await HappenAsync(Bob, 2);
        await HappenAsync(Alice, 2);

        (await ReadAsync(Alice, new EventStart.Oldest())).ShouldBe([1, 2, 3, 4, 5]);
        (await ReadAsync(Alice, new EventStart.After("3"))).ShouldBe([4, 5]);
        (await ReadAsync(Bob, new EventStart.After("0"))).ShouldBe([1, 2]);
    }

    [Fact]
    public async Task Tells_of_all_accounts_every_event_once_and_each_accounts_in_order()
    {
        for (var i = 0; i < 20; i++)
        {
            await HappenAsync(Alice, 4);
            await HappenAsync(Bob, 3);
        }

        using var reading = await Feed.OpenAsync(null, new EventStart.Oldest(), Token);
        var events = await DrainAsync(reading, limit: 7);

        events.Where(placed => placed.Event.Account == Alice).Select(placed => placed.Event.Sequence).ShouldBe(Enumerable.Range(1, 80).Select(number => (long)number));
        events.Where(placed => placed.Event.Account == Bob).Select(placed => placed.Event.Sequence).ShouldBe(Enumerable.Range(1, 60).Select(number => (long)number));
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Goes_on_after_any_event_without_gap_or_doubling(bool all)
    {
        await HappenAsync(Alice, 5);
        await HappenAsync(Bob, 5);
        await HappenAsync(Alice, 3);
        var account = all ? null : Alice;
        using var reading = await Feed.OpenAsync(account, new EventStart.Oldest(), Token);
        var events = await DrainAsync(reading);
        reading.Position.ShouldBe(events[^1].Position);

        for (var i = 0; i < events.Count; i++)
        {
            using var rest = await Feed.OpenAsync(account, new EventStart.After(events[i].Position), Token);
            (await DrainAsync(rest)).Select(placed => placed.Event.Id).ShouldBe(events.Skip(i + 1).Select(placed => placed.Event.Id));
        }
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Gives_no_more_than_asked_for(bool all)
    {
        await HappenAsync(Alice, 100);

        using var reading = await Feed.OpenAsync(all ? null : Alice, new EventStart.Oldest(), Token);

        (await reading.ReadAsync(70, Token)).Count.ShouldBe(70);
        (await reading.ReadAsync(70, Token)).Count.ShouldBe(30);
        (await reading.ReadAsync(70, Token)).ShouldBeEmpty();
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Begins_now_when_asked_to_and_wakes_for_what_comes(bool all)
    {
        await HappenAsync(Alice, 3);
        using var reading = await Feed.OpenAsync(all ? null : Alice, new EventStart.Now(), Token);
        (await reading.ReadAsync(10, Token)).ShouldBeEmpty();

        var woken = reading.WaitAsync(TimeSpan.FromMinutes(1), Token);
        await HappenAsync(Alice);

        (await woken).ShouldBeTrue();
        (await reading.ReadAsync(10, Token)).ShouldHaveSingleItem().Event.Sequence.ShouldBe(4);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Refuses_a_position_before_what_is_kept(bool all)
    {
        await HappenAsync(Alice, 5);
        var account = all ? null : Alice;
        using var reading = await Feed.OpenAsync(account, new EventStart.Oldest(), Token);
        var events = await DrainAsync(reading);
        await ExpireAsync(Alice, through: 3);

        await Should.ThrowAsync<EventsExpiredException>(() => Feed.OpenAsync(account, new EventStart.After(events[1].Position), Token));
        (await ReadAsync(account, new EventStart.After(events[2].Position))).ShouldBe([4, 5]);
        (await ReadAsync(account, new EventStart.Oldest())).ShouldBe([4, 5]);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Goes_on_at_the_end_of_a_log_that_was_emptied(bool all)
    {
        await HappenAsync(Alice, 5);
        var account = all ? null : Alice;
        using var reading = await Feed.OpenAsync(account, new EventStart.Oldest(), Token);
        var events = await DrainAsync(reading);
        await ExpireAsync(Alice, through: 5);

        await Should.ThrowAsync<EventsExpiredException>(() => Feed.OpenAsync(account, new EventStart.After(events[3].Position), Token));
        using var rest = await Feed.OpenAsync(account, new EventStart.After(events[4].Position), Token);
        using var oldest = await Feed.OpenAsync(account, new EventStart.Oldest(), Token);
        oldest.Position.ShouldBe(rest.Position);
        await HappenAsync(Alice);
        (await rest.ReadAsync(10, Token)).ShouldHaveSingleItem().Event.Sequence.ShouldBe(6);
        (await oldest.ReadAsync(10, Token)).ShouldHaveSingleItem().Event.Sequence.ShouldBe(6);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Says_so_when_events_are_removed_before_a_slow_reader_takes_them(bool all)
    {
        await HappenAsync(Alice, 1);
        using var reading = await Feed.OpenAsync(all ? null : Alice, new EventStart.Oldest(), Token);
        (await reading.ReadAsync(10, Token)).Count.ShouldBe(1);
        await HappenAsync(Alice, 5);
        await ExpireAsync(Alice, through: 4);

        await Should.ThrowAsync<EventsExpiredException>(() => reading.ReadAsync(10, Token));
    }

    [Fact]
    public async Task Refuses_a_position_beyond_the_end()
    {
        await HappenAsync(Alice, 2);
        await Should.ThrowAsync<EventsExpiredException>(() => Feed.OpenAsync(Alice, new EventStart.After("3"), Token));
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Refuses_what_is_no_position(bool all)
    {
        await HappenAsync(Alice);
        var refused = await Should.ThrowAsync<ValidationFailedException>(() => Feed.OpenAsync(all ? null : Alice, new EventStart.After("-1"), Token));
        refused.Fields.ShouldHaveSingleItem().Key.ShouldBe("after");
    }

    [Fact]
    public Task Knows_no_account_that_never_was() => Should.ThrowAsync<NotFoundException>(() => Feed.OpenAsync(AccountId.Parse("nobody"), new EventStart.Oldest(), Token));

    private protected static async Task<List<PlacedEvent>> DrainAsync(IEventReading reading, int limit = 100)
    {
        var events = new List<PlacedEvent>();
        while (await reading.ReadAsync(limit, Token) is { Count: > 0 } more)
            events.AddRange(more);
        return events;
    }

    private protected async Task<IEnumerable<long>> ReadAsync(AccountId? account, EventStart start)
    {
        using var reading = await Feed.OpenAsync(account, start, Token);
        return (await DrainAsync(reading)).Select(placed => placed.Event.Sequence);
    }
}
