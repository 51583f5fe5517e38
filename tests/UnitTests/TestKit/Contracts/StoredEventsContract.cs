using ImapApi.Application.Accounts;
using ImapApi.Application.Events;
using ImapApi.Domain.Accounts;
using ImapApi.Domain.Changes;
using ImapApi.Infrastructure.Events;
using ImapApi.Infrastructure.Storage;
using ImapApi.TestKit.Builders;
using ImapApi.TestKit.Storage;

namespace ImapApi.TestKit.Contracts;

/// <summary>The event log in a store.</summary>
public abstract class StoredEventsContract : EventFeedContract, IAsyncLifetime
{
    private readonly IStoragePlace _place;
    private StorageHost? _host;

    private protected StoredEventsContract(IStoragePlace place) => _place = place;

    private protected override IEventFeed Feed => _host!.Get<IEventFeed>();

    private EventLog Log => _host!.Get<EventLog>();

    private IStore Store => _host!.Get<IStore>();

    public async ValueTask InitializeAsync() => _host = await _place.StartAsync();

    public async ValueTask DisposeAsync()
    {
        GC.SuppressFinalize(this);
        if (_host is not null)
            await _host.DisposeAsync();
        await _place.DisposeAsync();
    }

    [Fact]
    public async Task Writers_of_one_account_at_the_same_time_leave_no_gap_and_no_id_twice()
    {
        await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => Task.Run(WriteAsync, Token)));

        using var reading = await Feed.OpenAsync(Alice, new EventStart.Oldest(), Token);
        var events = await DrainAsync(reading);
        events.Select(placed => placed.Event.Sequence).ShouldBe(Enumerable.Range(1, 240).Select(number => (long)number));
        events.Select(placed => placed.Event.Id).Distinct().Count().ShouldBe(240);
        using var all = await Feed.OpenAsync(null, new EventStart.Oldest(), Token);
        (await DrainAsync(all)).Select(placed => placed.Event.Id).ShouldBe(events.Select(placed => placed.Event.Id));

        async Task WriteAsync()
        {
            for (var i = 0; i < 10; i++)
                await HappenAsync(Alice, 3);
        }
    }

    [Fact]
    public async Task A_restart_leaves_every_position_valid()
    {
        await HappenAsync(Alice, 5);
        await HappenAsync(Bob, 5);
        string position;
        using (var reading = await Feed.OpenAsync(null, new EventStart.Oldest(), Token))
        {
            await reading.ReadAsync(4, Token);
            position = reading.Position;
        }

        await _host!.DisposeAsync();
        _host = await _place.StartAsync();

        (await ReadAsync(null, new EventStart.After(position))).Count().ShouldBe(6);
    }

    [Fact]
    public async Task A_removed_accounts_last_event_can_still_be_read()
    {
        var accounts = _host!.Get<IAccountStore>();
        await accounts.SaveAsync(SampleAccounts.Create("alice"), Token);
        await accounts.RemoveAsync(Alice, Token);

        using var reading = await Feed.OpenAsync(Alice, new EventStart.Oldest(), Token);
        (await DrainAsync(reading)).Select(placed => placed.Event.Type).ShouldBe([EventType.AccountAdded, EventType.AccountDeleted]);
    }

    [Fact]
    public async Task Notices_what_another_process_has_logged()
    {
        await HappenAsync(Alice);
        using var reading = await Feed.OpenAsync(Alice, new EventStart.Now(), Token);
        var partition = _host!.Get<Partitions>().Of(Alice);

        // As another process does: written, and announced to nobody here.
        var batch = new Batch(partition);
        Log.Add(batch, Alice, await Log.FindHeadAsync(Alice, Token), [new Change.AccountInitialized(1)]);
        await Store.ApplyAsync(batch, Token);

        var found = await reading.ReadAsync(10, Token);
        while (found.Count == 0)
        {
            (await reading.WaitAsync(TimeSpan.FromMinutes(1), Token)).ShouldBeTrue();
            found = await reading.ReadAsync(10, Token);
        }

        found.ShouldHaveSingleItem().Event.Type.ShouldBe(EventType.AccountInitialized);
    }

    [Fact]
    public async Task Events_that_are_gone_are_passed_over_in_the_feed_of_all()
    {
        await HappenAsync(Bob);
        await HappenAsync(Alice, 5);
        var partition = _host!.Get<Partitions>().Of(Alice);
        await Store.ApplyAsync(new Batch(partition).TrimThrough(EventKeys.Log(Alice), 3), Token);

        using var all = await Feed.OpenAsync(null, new EventStart.Oldest(), Token);
        (await DrainAsync(all)).Select(placed => (placed.Event.Account, placed.Event.Sequence)).ShouldBe([(Bob, 1), (Alice, 4), (Alice, 5)], ignoreOrder: true);
    }

    private protected override async Task HappenAsync(AccountId account, int count = 1) =>
        await Log.AppendAsync(account, [.. Enumerable.Range(1, count).Select(number => new Change.AccountInitialized(number))], with: null, Token);

    private protected override async Task ExpireAsync(AccountId account, long through)
    {
        var partition = _host!.Get<Partitions>().Of(account);
        await Store.ApplyAsync(new Batch(partition).TrimThrough(EventKeys.Log(account), through).TrimThrough(EventKeys.Feed, through), Token);
    }
}
