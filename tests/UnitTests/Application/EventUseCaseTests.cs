using ImapApi.Application.Events;
using ImapApi.Domain.Accounts;
using Shouldly;

namespace ImapApi.UnitTests.Application;

public sealed class EventUseCaseTests : IAsyncDisposable
{
    private static readonly AccountId Alice = AccountId.Parse("alice");

    private readonly UseCases _useCases = new();

    public ValueTask DisposeAsync() => _useCases.DisposeAsync();

    [Fact]
    public async Task Lists_a_page_and_where_the_next_begins()
    {
        _useCases.Events.Happen(Alice, 5);

        var page = await _useCases.SendAsync(new ListEvents(Alice, "1", 3, TimeSpan.Zero));

        page.Events.Select(entry => entry.Sequence).ShouldBe([2, 3, 4]);
        page.Next.ShouldBe("4");
    }

    [Fact]
    public async Task Answers_a_waiting_caller_with_the_first_event()
    {
        _useCases.Events.Happen(Alice);
        var answer = _useCases.SendAsync(new ListEvents(Alice, "1", 3, TimeSpan.FromSeconds(60)));
        await _useCases.Events.Waiting.WaitUntilAsync(() => _useCases.Events.Waiters == 1, "the caller waits");

        _useCases.Events.Happen(Alice);

        (await answer).Events.ShouldHaveSingleItem().Sequence.ShouldBe(2);
    }

    [Fact]
    public async Task Answers_nothing_when_the_wait_is_over()
    {
        _useCases.Events.Happen(Alice);
        var answer = _useCases.SendAsync(new ListEvents(Alice, "1", 3, TimeSpan.FromSeconds(60)));
        await _useCases.Events.Waiting.WaitUntilAsync(() => _useCases.Events.Waiters == 1, "the caller waits");
        _useCases.Time.Advance(TimeSpan.FromSeconds(59));
        answer.IsCompleted.ShouldBeFalse();

        _useCases.Time.Advance(TimeSpan.FromSeconds(1));

        var page = await answer;
        page.Events.ShouldBeEmpty();
        page.Next.ShouldBe("1");
    }

    [Theory]
    [InlineData(0, 0, "limit")]
    [InlineData(1001, 0, "limit")]
    [InlineData(1, -1, "wait")]
    [InlineData(1, 61, "wait")]
    public async Task Refuses_what_is_out_of_range(int limit, int wait, string key) =>
        (await _useCases.KeysRefusedAsync(new ListEvents(Alice, null, limit, TimeSpan.FromSeconds(wait)))).ShouldBe([key]);

    [Fact]
    public async Task A_follower_is_told_of_a_gap_and_then_of_what_is_kept()
    {
        _useCases.Events.Happen(Alice, 5);
        _useCases.Events.Expire(Alice, 3);
        await using var followed = (await _useCases.SendAsync(new FollowEvents(Alice, "1"))).GetAsyncEnumerator(TestContext.Current.CancellationToken);

        (await NextAsync(followed)).ShouldBe(new FollowedEvent.Gap("3"));
        (await NextAsync(followed)).ShouldBeOfType<FollowedEvent.Happened>().Position.ShouldBe("4");
    }

    [Fact]
    public async Task A_slow_follower_is_told_what_it_has_missed()
    {
        _useCases.Events.Happen(Alice, 1);
        await using var followed = (await _useCases.SendAsync(new FollowEvents(Alice, "0"))).GetAsyncEnumerator(TestContext.Current.CancellationToken);
        (await NextAsync(followed)).ShouldBeOfType<FollowedEvent.Begun>();
        (await NextAsync(followed)).Position.ShouldBe("1");
        _useCases.Events.Happen(Alice, 4);
        _useCases.Events.Expire(Alice, 3);

        (await NextAsync(followed)).ShouldBe(new FollowedEvent.Gap("3"));
        (await NextAsync(followed)).Position.ShouldBe("4");
    }

    [Fact]
    public async Task A_follower_outlasts_a_store_that_was_away()
    {
        _useCases.Events.Happen(Alice);
        await using var followed = (await _useCases.SendAsync(new FollowEvents(Alice, null))).GetAsyncEnumerator(TestContext.Current.CancellationToken);
        (await NextAsync(followed)).ShouldBe(new FollowedEvent.Begun("1"));
        _useCases.Events.StoreIsAway = true;
        var next = NextAsync(followed);
        await _useCases.Events.Waiting.WaitUntilAsync(() => _useCases.Events.Waiters == 1, "the follower waits");

        _useCases.Events.StoreIsAway = false;
        _useCases.Events.Happen(Alice);

        (await next).Position.ShouldBe("2");
    }

    [Fact]
    public async Task A_follower_is_let_go_when_the_process_ends()
    {
        _useCases.Events.Happen(Alice);
        await using var followed = (await _useCases.SendAsync(new FollowEvents(Alice, null))).GetAsyncEnumerator(TestContext.Current.CancellationToken);
        await NextAsync(followed);
        var next = followed.MoveNextAsync();
        await _useCases.Events.Waiting.WaitUntilAsync(() => _useCases.Events.Waiters == 1, "the follower waits");

        _useCases.Events.End();

        (await next).ShouldBeFalse();
    }

    private static async Task<FollowedEvent> NextAsync(IAsyncEnumerator<FollowedEvent> followed)
    {
        (await followed.MoveNextAsync()).ShouldBeTrue();
        return followed.Current;
    }
}
