using ImapApi.Domain.Accounts;
using ImapApi.Domain.Changes;
using ImapApi.Domain.Webhooks;
using ImapApi.TestKit.Fakes;

namespace ImapApi.UnitTests.Infrastructure.Webhooks;

public sealed class DispatcherTests
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Delivers_each_accounts_events_once_and_in_order()
    {
        await using var bench = await new DispatcherBench().StartAsync();
        await bench.SetTargetAsync();
        var alice = await bench.HappenAsync("alice", 40);
        var bob = await bench.HappenAsync("bob", 3);

        await bench.WaitForPostsAsync(43);

        bench.Sender.Posts.Select(post => post.EventId).Where(alice.Contains).ShouldBe(alice);
        bench.Sender.Posts.Select(post => post.EventId).Where(bob.Contains).ShouldBe(bob);
        await WaitForAsync(bench, 43, DeliveryStatus.Delivered);
        (await bench.ListAsync()).ShouldAllBe(delivery => delivery.Url == DispatcherBench.Url && delivery.Attempts.Count == 1 && delivery.Attempts[0].StatusCode == 200);
    }

    [Fact]
    public async Task An_event_costs_one_read_and_one_write_on_its_way_to_the_target()
    {
        const int events = 20;
        await using var bench = await new DispatcherBench().StartAsync();
        await bench.SetTargetAsync();
        await bench.HappenAsync("alice");
        await WaitForAsync(bench, 1, DeliveryStatus.Delivered);
        var (reads, batches) = (bench.Store.Reads, bench.Store.Batches);
        for (var count = 1; count <= events; count++)
        {
            // This one read and one write; an account's worker, which knows the log's end, only writes (StoreCostTests).
            await bench.Log.AppendAsync(AccountId.Parse("alice"), [new Change.AuthenticationSucceeded("bob")], with: null, Token);
            var expected = batches + (2 * count);
            await bench.PassAsync(TimeSpan.Zero, () => Task.FromResult(bench.Store.Batches >= expected), $"{expected} batches");
        }

        (bench.Store.Batches - batches).ShouldBe(2 * events);
        // A second read sometimes: that nothing came since the first.
        (bench.Store.Reads - reads).ShouldBeInRange(2 * events, 3 * events);
    }

    [Fact]
    public async Task A_new_target_starts_at_now_or_at_the_time_that_is_given()
    {
        await using var bench = await new DispatcherBench().StartAsync();
        await bench.HappenAsync("alice", 2);
        bench.Time.Advance(TimeSpan.FromMinutes(1));
        var from = bench.Time.GetUtcNow();
        var wanted = await bench.HappenAsync("alice", 2);
        bench.Time.Advance(TimeSpan.FromMinutes(1));

        await bench.SetTargetAsync("http://hooks.example/now");
        var last = await bench.HappenAsync("alice");
        await bench.WaitForPostsAsync(1);
        bench.Sender.Posts.Select(post => post.EventId).ShouldBe(last);

        await bench.SetTargetAsync("http://hooks.example/from", from: from);
        await bench.WaitForPostsAsync(4);
        bench.Sender.Posts.Skip(1).Select(post => post.EventId).ShouldBe([.. wanted, .. last]);
    }

    [Fact]
    public async Task Posts_only_the_events_that_are_wanted_and_only_to_a_target_that_is_set()
    {
        await using var bench = await new DispatcherBench().StartAsync();
        await bench.SetTargetAsync(events: [EventType.AccountAdded]);
        await bench.HappenAsync("alice", 3);
        await bench.RegisterAsync("carol");
        await bench.WaitForPostsAsync(1);

        await WaitForAsync(bench, 1, DeliveryStatus.Delivered);
        (await bench.ListAsync()).Single().Event.ShouldBe(EventType.AccountAdded);
        bench.Sender.Posts.Count.ShouldBe(1);
    }

    [Fact]
    public async Task An_account_has_a_target_of_its_own_beside_the_global_one()
    {
        await using var bench = await new DispatcherBench().StartAsync();
        await bench.SetTargetAsync();
        await bench.RegisterAsync("dave", "http://own.example/");
        await bench.WaitForPostsAsync(2);
        var later = await bench.HappenAsync("dave");
        await bench.HappenAsync("alice");

        await bench.WaitForPostsAsync(5);

        bench.Sender.Posts.Where(post => post.Url == "http://own.example/").Select(post => post.EventId).Last().ShouldBe(later.Single());
        bench.Sender.Posts.Count(post => post.Url == "http://own.example/").ShouldBe(2);
        bench.Sender.Posts.Count(post => post.Url == DispatcherBench.Url).ShouldBe(3);
    }

    [Fact]
    public async Task Goes_on_after_a_restart_where_it_was()
    {
        await using var bench = await new DispatcherBench().StartAsync();
        await bench.SetTargetAsync();
        var first = await bench.HappenAsync("alice", 5);
        await bench.WaitForPostsAsync(5);
        await WaitForAsync(bench, 5, DeliveryStatus.Delivered);
        bench.Sender.Answer = (_, _) => new TaskCompletionSource<ImapApi.Infrastructure.Webhooks.WebhookAnswer>().Task;
        var second = await bench.HappenAsync("alice", 2);
        await bench.WaitForPostsAsync(6);

        await bench.Host.DisposeAsync();
        bench.Sender.Answer = (_, _) => Task.FromResult(FakeWebhookSender.Ok);
        await bench.StartAsync();

        // What was under way comes again, under its id.
        await bench.WaitForPostsAsync(8);
        bench.Sender.Posts.Select(post => post.EventId).ShouldBe([.. first, second[0], .. second]);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Tells_of_the_removal_of_an_account_that_nothing_has_happened_to_for_a_while(bool endsFirst)
    {
        await using var bench = await new DispatcherBench { IsFenced = true }.StartAsync();
        await bench.SetTargetAsync();
        await bench.RegisterAsync("alice");
        await bench.HappenAsync("alice");
        await bench.WaitForPostsAsync(2);
        // Longer than it counts that the account was found to be this process's.
        bench.Time.Advance(TimeSpan.FromSeconds(10));

        await bench.RemoveAsync("alice", endsFirst);

        await bench.WaitForPostsAsync(3);
        (await bench.Log.ReadAsync(AccountId.Parse("alice"), after: 0, limit: 10, Token)).Select(entry => entry.Id.ToString()).ShouldBe(bench.Sender.Posts.Select(post => post.EventId));
        bench.Lost.ShouldBeEmpty();
    }

    [Fact]
    public async Task Tells_what_was_removed_from_the_log_before_it_was_delivered()
    {
        await using var bench = await new DispatcherBench().StartAsync(("events:perAccount", "10"));
        await bench.SetTargetAsync();
        bench.Sender.Answer = (_, _) => Task.FromResult(FakeWebhookSender.Status(500));
        await bench.HappenAsync("alice");
        await bench.WaitForPostsAsync(1);
        for (var i = 0; i < 70; i++)
            await bench.HappenAsync("alice");
        bench.Sender.Answer = (_, _) => Task.FromResult(FakeWebhookSender.Ok);

        await bench.PassAsync(TimeSpan.FromSeconds(1), async () => (await bench.ListAsync()).Any(delivery => delivery.Event == EventType.EventsLost), "the loss is told");

        var kept = await bench.Log.ReadAsync(AccountId.Parse("alice"), 0, 1000, Token);
        var delivered = (await bench.ListAsync()).Where(delivery => delivery.Status == DeliveryStatus.Delivered).Select(delivery => delivery.EventId.Sequence).Order();
        delivered.ShouldBe(kept.Select(entry => entry.Sequence));
        kept.Count(entry => entry.Type == EventType.EventsLost).ShouldBe(1);
    }

    [Fact]
    public async Task A_replay_keeps_the_id_and_says_what_the_target_answered()
    {
        await using var bench = await new DispatcherBench().StartAsync();
        await bench.SetTargetAsync();
        var id = (await bench.HappenAsync("alice")).Single();
        await WaitForAsync(bench, 1, DeliveryStatus.Delivered);
        var delivery = (await bench.ListAsync()).Single();
        bench.Sender.Answer = (_, _) => Task.FromResult(FakeWebhookSender.Status(503));

        var replayed = await bench.Deliveries.ReplayAsync(delivery.Id, Token);

        bench.Sender.Posts.Select(post => post.EventId).ShouldBe([id, id]);
        replayed!.Attempts.Select(attempt => attempt.StatusCode).ShouldBe([200, 503]);
        (await bench.ListAsync()).Single().Attempts.Count.ShouldBe(2);
        (await bench.Deliveries.ReplayAsync(new DeliveryId(AccountId.Parse("nobody"), IsOwn: false, 1), Token)).ShouldBeNull();
    }

    private static Task WaitForAsync(DispatcherBench bench, int count, DeliveryStatus status) => bench.PassAsync(
        TimeSpan.Zero, async () => (await bench.ListAsync()).Count(delivery => delivery.Status == status) >= count, $"{count} deliveries are {status}");
}
