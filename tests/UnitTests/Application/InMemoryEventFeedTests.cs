using ImapApi.Application.Events;
using ImapApi.Domain.Accounts;
using ImapApi.TestKit.Contracts;
using ImapApi.TestKit.Fakes;

namespace ImapApi.UnitTests.Application;

public sealed class InMemoryEventFeedTests : EventFeedContract
{
    private readonly InMemoryEventFeed _feed = new();

    private protected override IEventFeed Feed => _feed;

    private protected override Task HappenAsync(AccountId account, int count = 1)
    {
        _feed.Happen(account, count);
        return Task.CompletedTask;
    }

    private protected override Task ExpireAsync(AccountId account, long through)
    {
        _feed.Expire(account, through);
        return Task.CompletedTask;
    }
}
