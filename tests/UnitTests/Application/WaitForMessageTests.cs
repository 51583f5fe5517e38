using ImapApi.Application.Errors;
using ImapApi.Application.Events;
using ImapApi.Application.Messages;
using ImapApi.Domain.Accounts;
using ImapApi.Domain.Changes;
using ImapApi.Domain.Mailboxes;
using ImapApi.Domain.Messages;
using MediatR;
using NSubstitute;

namespace ImapApi.UnitTests.Application;

public sealed class WaitForMessageTests : IAsyncDisposable
{
    private static readonly AccountId Alice = AccountId.Parse("alice");
    private static readonly MessageSearch FromBob = new(From: "bob");

    private readonly UseCases _useCases = new();
    private readonly List<uint> _matching = [];
    private readonly List<string?> _searched = [];

    public WaitForMessageTests()
    {
        _useCases.Events.Happen(Alice);
        _useCases.Get<IMessageStore>().ListAsync(Alice, Arg.Any<MailboxPath>(), Arg.Any<PageRequest>(), Arg.Any<MessageSearch?>(), Arg.Any<CancellationToken>()).Returns(call =>
        {
            var search = call.Arg<MessageSearch>();
            _searched.Add(search.Uids);
            search.From.ShouldBe("bob");
            return new MessagePage(0, 0, 1, [.. _matching.Where(uid => search.Uids is null || search.Uids == $"{uid}").OrderDescending().Take(1).Select(Message)]);
        });
    }

    [Fact]
    public async Task Answers_with_the_newest_that_is_there()
    {
        _matching.AddRange([3, 5]);

        (await _useCases.SendAsync(Wait())).ShouldNotBeNull().Outline.Uid.ShouldBe(new Uid(5));
    }

    [Fact]
    public async Task Answers_with_the_first_that_arrives_and_matches()
    {
        var answer = await WaitingAsync(Wait());
        Arrive(6);
        Arrive(7, "Other");
        _matching.AddRange([8, 9]);
        Arrive(8);
        Arrive(9);

        (await answer).ShouldNotBeNull().Outline.Uid.ShouldBe(new Uid(8));
        _searched.ShouldNotContain("7");
    }

    [Fact]
    public async Task Answers_nothing_when_none_has_come_in_time()
    {
        var answer = await WaitingAsync(Wait());
        Arrive(6);
        await _useCases.Events.Waiting.WaitUntilAsync(() => _searched.Contains("6") && _useCases.Events.Waiters == 1, "it looked at the one that came");

        _useCases.Time.Advance(TimeSpan.FromSeconds(60));

        (await answer).ShouldBeNull();
    }

    [Fact]
    public async Task Ends_when_the_caller_leaves()
    {
        using var leaving = new CancellationTokenSource();
        var answer = _useCases.Get<IMediator>().Send(Wait(), leaving.Token);
        await _useCases.Events.Waiting.WaitUntilAsync(() => _useCases.Events.Waiters == 1, "it waits");

        await leaving.CancelAsync();

        await Should.ThrowAsync<OperationCanceledException>(() => answer);
        _useCases.Events.Waiters.ShouldBe(0);
    }

    [Fact]
    public async Task Looks_again_when_more_has_happened_than_is_kept()
    {
        var (feed, reading) = (Substitute.For<IEventFeed>(), Substitute.For<IEventReading>());
        feed.OpenAsync(Alice, new EventStart.Now(), Arg.Any<CancellationToken>()).Returns(reading);
        reading.ReadAsync(Arg.Any<int>(), Arg.Any<CancellationToken>()).Returns<IReadOnlyList<PlacedEvent>>(_ =>
        {
            _matching.Add(4);
            throw new EventsExpiredException();
        });
        var handler = new WaitForMessage.Handler(_useCases.Get<IMessageStore>(), feed, _useCases.Time);

        (await handler.Handle(Wait(), CancellationToken.None)).ShouldNotBeNull().Outline.Uid.ShouldBe(new Uid(4));
        reading.Received(2).Dispose();
    }

    [Fact]
    public async Task Refuses_a_wait_for_anything_and_for_ever()
    {
        (await _useCases.KeysRefusedAsync(Wait() with { Search = new MessageSearch() })).ShouldBe(["from"]);
        (await _useCases.KeysRefusedAsync(Wait() with { AtMost = TimeSpan.FromSeconds(301), Search = new MessageSearch(Subject: "a\nb") })).ShouldBe(["timeout", "subject"], ignoreOrder: true);
    }

    public ValueTask DisposeAsync() => _useCases.DisposeAsync();

    private static WaitForMessage Wait() => new(Alice, MailboxPath.Inbox, FromBob, TimeSpan.FromSeconds(60));

    private static MessageId Id(uint uid) => new(new MailboxNumber(1), new Uid(uid));

    private static MessageSummary Message(uint uid) => new(
        Id(uid), new MessageOutline(new Uid(uid), DateTimeOffset.UnixEpoch, null, 1, "", null, null, [], [], [], [], null, null, null, null, []), FlagSet.Empty, null);

    private async Task<Task<MessageSummary?>> WaitingAsync(WaitForMessage request)
    {
        var answer = _useCases.SendAsync(request);
        await _useCases.Events.Waiting.WaitUntilAsync(() => _useCases.Events.Waiters == 1, "it waits");
        return answer;
    }

    private void Arrive(uint uid, string path = "INBOX") =>
        _useCases.Events.Happen(Alice, EventType.MessageNew, MailboxPath.Parse(path), $$"""{"id":"{{Id(uid)}}","uid":{{uid}}}""");
}
