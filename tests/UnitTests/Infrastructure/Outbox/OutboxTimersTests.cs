using ImapApi.Domain.Accounts;
using ImapApi.Domain.Submissions;
using ImapApi.Infrastructure.Outbox;
using Microsoft.Extensions.Time.Testing;

namespace ImapApi.UnitTests.Infrastructure.Outbox;

public sealed class OutboxTimersTests : IDisposable
{
    private readonly FakeTimeProvider _time = new(new DateTimeOffset(2026, 5, 1, 12, 0, 0, TimeSpan.Zero));
    private readonly OutboxTimers _timers;

    public OutboxTimersTests() => _timers = new OutboxTimers(_time);

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public void Dispose() => _timers.Dispose();

    [Fact]
    public async Task A_task_is_taken_at_its_time_and_not_before()
    {
        var task = Add(TimeSpan.FromSeconds(20));
        await _timers.WaitAsync(most: null, Token);

        var waiting = _timers.WaitAsync(most: null, Token);
        _time.Advance(TimeSpan.FromSeconds(19));
        _timers.TryTake(out _).ShouldBeFalse();
        waiting.IsCompleted.ShouldBeFalse();

        _time.Advance(TimeSpan.FromSeconds(1));
        await waiting.WaitAsync(TimeSpan.FromMinutes(1), Token);
        _timers.TryTake(out var taken).ShouldBeTrue();
        taken.ShouldBe(task);
        _timers.TryTake(out _).ShouldBeFalse();
    }

    [Fact]
    public async Task A_wait_for_something_in_a_year_looks_at_the_clock_twice_a_minute()
    {
        Add(TimeSpan.FromDays(366));
        await _timers.WaitAsync(most: null, Token);

        var waiting = _timers.WaitAsync(most: null, Token);
        _time.Advance(TimeSpan.FromSeconds(29));
        waiting.IsCompleted.ShouldBeFalse();
        _time.Advance(TimeSpan.FromSeconds(1));
        await waiting.WaitAsync(TimeSpan.FromMinutes(1), Token);
        _timers.TryTake(out _).ShouldBeFalse();
    }

    [Fact]
    public async Task What_is_due_earlier_than_the_one_waited_for_ends_the_wait()
    {
        Add(TimeSpan.FromSeconds(25));
        await _timers.WaitAsync(most: null, Token);
        var waiting = _timers.WaitAsync(most: null, Token);

        var now = Add(TimeSpan.Zero);

        await waiting.WaitAsync(TimeSpan.FromMinutes(1), Token);
        _timers.TryTake(out var taken).ShouldBeTrue();
        taken.ShouldBe(now);
    }

    [Fact]
    public async Task A_clock_that_is_set_forward_makes_due_what_it_passed()
    {
        var task = Add(TimeSpan.FromHours(5));
        await _timers.WaitAsync(most: null, Token);

        _time.Advance(TimeSpan.FromHours(6));

        await _timers.WaitAsync(most: null, Token);
        _timers.TryTake(out var taken).ShouldBeTrue();
        taken.ShouldBe(task);
    }

    [Fact]
    public async Task Stopping_ends_a_wait_with_a_cancellation()
    {
        using var stopping = new CancellationTokenSource();
        var waiting = _timers.WaitAsync(most: null, stopping.Token);

        await stopping.CancelAsync();

        await Should.ThrowAsync<OperationCanceledException>(() => waiting);
    }

    [Theory]
    [InlineData(0, 0)]
    [InlineData(1, 5)]
    [InlineData(2, 15)]
    [InlineData(6, 600)]
    [InlineData(300, 600)]
    public void What_follows_a_sent_message_rests_longer_each_time_and_ten_minutes_at_most(int round, int seconds)
    {
        var entry = new OutboxEntry
        {
            Id = QueueId.Create(_time.GetUtcNow(), 1, 1),
            Account = AccountId.Parse("example"),
            State = OutboxState.Sent,
            MessageId = "<a@b>",
            Subject = "",
            Envelope = new SmtpEnvelope("a@b", ["c@d"]),
            Size = 1,
        };
        _timers.AddEffects(entry, round);

        if (seconds > 0)
        {
            _time.Advance(TimeSpan.FromSeconds(seconds - 1));
            _timers.TryTake(out _).ShouldBeFalse();
            _time.Advance(TimeSpan.FromSeconds(1));
        }

        _timers.TryTake(out var task).ShouldBeTrue();
        task.ShouldBe(new OutboxTask(OutboxTask.What.Effects, entry.Account, entry.Id, round));
    }

    private OutboxTask Add(TimeSpan after)
    {
        var due = _time.GetUtcNow() + after;
        var task = new OutboxTask(OutboxTask.What.Send, AccountId.Parse("example"), QueueId.Create(due, 1, (ulong)after.Ticks));
        _timers.Add(task, due);
        return task;
    }
}
