using ImapApi.Domain.Webhooks;
using ImapApi.Infrastructure.Webhooks;
using ImapApi.TestKit.Fakes;

namespace ImapApi.UnitTests.Infrastructure.Webhooks;

public sealed class FailingTargetTests
{
    private static readonly double[] Schedule = [5, 30, 120, 600, 3600];

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData(500)]
    [InlineData(302)]
    [InlineData(404)]
    [InlineData(429)]
    [InlineData(0)]
    public async Task A_target_that_is_down_for_an_hour_is_tried_on_schedule_and_misses_nothing(int status)
    {
        await using var bench = await new DispatcherBench().StartAsync();
        await bench.SetTargetAsync();
        bench.Sender.Answer = (_, _) => Task.FromResult(status > 0 ? FakeWebhookSender.Status(status) : new WebhookAnswer(null, "Connection refused", null, null, TimeSpan.Zero));
        var ids = await bench.HappenAsync("alice", 3);

        for (var i = 0; i < Schedule.Length; i++)
        {
            var (last, next) = await AttemptAsync(bench, i + 1);
            (next - last).TotalSeconds.ShouldBeInRange(Schedule[i] * 0.8, Schedule[i] * 1.2);
            bench.Time.SetUtcNow(next.AddMilliseconds(-1));
            bench.Sender.Posts.Count.ShouldBe(i + 1);
            if (i == Schedule.Length - 1)
                bench.Sender.Answer = (_, _) => Task.FromResult(FakeWebhookSender.Ok);
            await bench.PassUntilPostsAsync(i + 2);
            bench.Sender.Posts[i + 1].At.ShouldBeGreaterThanOrEqualTo(next);
        }

        await bench.PassAsync(TimeSpan.Zero, async () => (await bench.ListAsync()).Count(delivery => delivery.Status == DeliveryStatus.Delivered) == 3, "all are delivered");
        bench.Sender.Posts.Select(post => post.EventId).ShouldBe([ids[0], ids[0], ids[0], ids[0], ids[0], .. ids]);
        (await bench.ListAsync()).Max(delivery => delivery.Attempts.Count).ShouldBe(6);
    }

    /// <summary>When the so-manieth attempt was made, and when the next one is due.</summary>
    private static async Task<(DateTimeOffset Last, DateTimeOffset Next)> AttemptAsync(DispatcherBench bench, int number)
    {
        WebhookDelivery? pending = null;
        await bench.PassAsync(TimeSpan.Zero, async () => (pending = (await bench.ListAsync()).SingleOrDefault(delivery => delivery.Attempts.Count == number && delivery.NextAttempt is not null)) is not null, $"attempt {number} is recorded");
        return (pending!.Attempts[^1].Time, pending.NextAttempt!.Value);
    }

    [Fact]
    public async Task Waits_as_long_as_the_target_asks()
    {
        await using var bench = await new DispatcherBench().StartAsync();
        await bench.SetTargetAsync();
        bench.Sender.Answer = (_, _) => Task.FromResult(FakeWebhookSender.Status(503, TimeSpan.FromSeconds(100)));
        await bench.HappenAsync("alice");

        var (last, next) = await AttemptAsync(bench, 1);
        (next - last).ShouldBe(TimeSpan.FromSeconds(100));
        bench.Time.SetUtcNow(next.AddMilliseconds(-1));
        bench.Sender.Posts.Count.ShouldBe(1);
        await bench.PassUntilPostsAsync(2);
    }

    [Fact]
    public async Task A_target_that_answers_410_is_disabled_and_goes_on_where_it_was_when_it_is_resumed()
    {
        await using var bench = await new DispatcherBench().StartAsync();
        await bench.SetTargetAsync();
        bench.Sender.Answer = (_, _) => Task.FromResult(FakeWebhookSender.Status(410));
        var ids = await bench.HappenAsync("alice", 2);
        await bench.PassAsync(TimeSpan.Zero, async () => (await bench.Deliveries.FindTargetAsync(null, Token))!.Target.Disabled is not null, "the target is disabled");
        (await bench.ListAsync()).Single().Status.ShouldBe(DeliveryStatus.Failed);
        bench.Sender.Answer = (_, _) => Task.FromResult(FakeWebhookSender.Ok);
        await bench.RestartAsync();
        await bench.HappenAsync("bob");
        bench.Time.Advance(TimeSpan.FromHours(1));
        bench.Sender.Posts.Count.ShouldBe(1);

        await bench.ResumeAsync();

        await bench.WaitForPostsAsync(4);
        bench.Sender.Posts.Skip(1).Select(post => post.EventId).Where(ids.Contains).ShouldBe(ids);
    }

    [Fact]
    public async Task A_target_that_never_recovers_is_disabled_at_the_end_of_the_schedule()
    {
        await using var bench = await new DispatcherBench().StartAsync(("events:hours", "1000"));
        await bench.SetTargetAsync();
        bench.Sender.Answer = (_, _) => Task.FromResult(FakeWebhookSender.Status(500));
        await bench.HappenAsync("alice");

        await bench.PassAsync(TimeSpan.FromMinutes(10), async () => (await bench.Deliveries.FindTargetAsync(null, Token))!.Target.Disabled is not null, "the target is disabled");

        bench.Sender.Posts.Count.ShouldBe(10);
        (await bench.Deliveries.FindTargetAsync(null, Token))!.Target.Disabled!.Reason.ShouldContain("every attempt");
    }

    [Fact]
    public async Task An_event_that_the_target_cannot_take_holds_up_its_own_account_alone()
    {
        await using var bench = await new DispatcherBench().StartAsync();
        await bench.SetTargetAsync();
        bench.Sender.Answer = (_, _) => Task.FromResult(FakeWebhookSender.Status(500));
        var poison = (await bench.HappenAsync("alice")).Single();
        await bench.WaitForPostsAsync(1);
        bench.Sender.Answer = (_, id) => Task.FromResult(FakeWebhookSender.Status(id == poison ? 500 : 200));

        for (var i = 0; i < 20; i++)
            await bench.HappenAsync("user" + i);

        await bench.WaitForPostsAsync(21);
        (await bench.Deliveries.FindTargetAsync(null, Token))!.IsFailing.ShouldBeFalse();
    }

    [Fact]
    public async Task While_a_target_fails_for_all_only_single_attempts_go_out_and_then_everything_does()
    {
        await using var bench = await new DispatcherBench().StartAsync();
        await bench.SetTargetAsync();
        bench.Sender.Answer = (_, _) => Task.FromResult(FakeWebhookSender.Status(500));
        for (var i = 0; i < 4; i++)
            await bench.HappenAsync("early" + i);
        await bench.PassAsync(TimeSpan.Zero, async () => (await bench.Deliveries.FindTargetAsync(null, Token))!.IsFailing, "the target fails");
        var known = bench.Sender.Posts.Count;
        for (var i = 0; i < 100; i++)
            await bench.HappenAsync("late" + i);

        await bench.PassUntilPostsAsync(known + 3);
        bench.Sender.Posts.Count.ShouldBeLessThan(known + 8);
        bench.Sender.Answer = (_, _) => Task.FromResult(FakeWebhookSender.Ok);
        await bench.PassAsync(TimeSpan.FromSeconds(10), async () => (await bench.ListAsync()).Count(delivery => delivery.Status == DeliveryStatus.Delivered) == 104, "all are delivered");
    }

    [Fact]
    public async Task A_hanging_target_does_not_hold_up_another()
    {
        await using var bench = await new DispatcherBench().StartAsync();
        await bench.SetTargetAsync();
        bench.Sender.Answer = (url, _) => url == DispatcherBench.Url ? Task.FromResult(FakeWebhookSender.Ok) : new TaskCompletionSource<WebhookAnswer>().Task;
        await bench.RegisterAsync("alice", "http://hangs.example/");
        await bench.PassAsync(TimeSpan.Zero, () => Task.FromResult(bench.Sender.Posts.Any(post => post.Url == "http://hangs.example/")), "the hanging target is asked");

        await bench.HappenAsync("alice", 50);

        await bench.PassAsync(TimeSpan.Zero, async () => (await bench.ListAsync()).Count(delivery => delivery is { IsOwn: false, Status: DeliveryStatus.Delivered }) == 51, "the other has all");
        bench.Sender.Posts.Count(post => post.Url == "http://hangs.example/").ShouldBe(1);
    }
}
