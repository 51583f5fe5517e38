using ImapApi.Application.Errors;
using ImapApi.Application.Submissions;
using ImapApi.Domain.Messages;
using ImapApi.Domain.Submissions;
using ImapApi.Infrastructure.Outbox;
using ImapApi.TestKit.Outbox;

namespace ImapApi.TestKit.Contracts;

/// <summary>Idempotency keys, listings and bounds.</summary>
public abstract class OutboxKeysContract(string redis) : OutboxContract(redis)
{
    private static readonly IdempotentRequest Key = OutboxBench.Key("order 4711");

    [Fact]
    public async Task A_hundred_at_once_with_one_key_are_one_message()
    {
        var outcomes = await Task.WhenAll(Enumerable.Range(0, 100).Select(_ => Task.Run(AddAsync, Token)));

        var entry = outcomes.OfType<OutboxEntry>().ShouldHaveSingleItem();
        (await Bench.Outbox.ListAsync(Bench.Account.Id, state: null, new PageRequest(0, 1000), Token)).Total.ShouldBe(1);
        (await Bench.Outbox.FindAsync(Bench.Account.Id, Key.Key, Token)).ShouldNotBeNull().Entry.Id.ShouldBe(entry.Id);
        await UntilAsync(entry.Id, OutboxState.Sent);
        Transport.Committed.Count.ShouldBe(1);

        async Task<OutboxEntry?> AddAsync() => await Bench.Outbox.AddAsync(Bench.Account, OutboxBench.Compose(), new SubmissionPlan(null, Queue: true, Key, Reference: null), Token);
    }

    [Fact]
    public async Task A_sent_message_and_one_whose_fate_is_unknown_keep_their_keys()
    {
        var sent = await Bench.SubmitAsync(Key);
        var kept = (await Bench.Outbox.FindAsync(Bench.Account.Id, Key.Key, Token)).ShouldNotBeNull();
        var replayed = kept.Replay(Key);
        (replayed.Queue, replayed.Response, replayed.IsReplayed).ShouldBe((sent.Id, sent.Response, true));
        Should.Throw<IdempotencyException>(() => kept.Replay(Key with { Fingerprint = "another" })).Code.ShouldBe("IdempotencyMismatch");

        var other = OutboxBench.Key("other");
        Transport.Answer = () => Fail(SubmissionCertainty.Unknown);
        var failure = await Should.ThrowAsync<SubmissionFailedException>(() => Bench.SubmitAsync(other));
        var unknown = (await Bench.Outbox.FindAsync(Bench.Account.Id, other.Key, Token)).ShouldNotBeNull();
        var again = Should.Throw<SubmissionFailedException>(() => unknown.Replay(other));
        (again.Code, again.Message, again.Queue, again.IsReplayed).ShouldBe((failure.Code, failure.Message, failure.Queue, true));
    }

    [Theory]
    [InlineData(SubmissionCertainty.Permanent)]
    [InlineData(SubmissionCertainty.Temporary)]
    public async Task What_certainly_was_not_sent_frees_its_key(SubmissionCertainty certainty)
    {
        Transport.Answer = () => Fail(certainty);
        await Should.ThrowAsync<SubmissionFailedException>(() => Bench.SubmitAsync(Key));
        (await Bench.Outbox.FindAsync(Bench.Account.Id, Key.Key, Token)).ShouldBeNull();

        Transport.Answer = () => Task.FromResult(ScriptedTransport.Accepted);
        Bench.Time.Advance(TimeSpan.FromMilliseconds(1));
        (await Bench.SubmitAsync(Key)).State.ShouldBe(OutboxState.Sent);
    }

    [Fact]
    public async Task While_the_first_request_is_under_way_the_others_are_told_so()
    {
        var answer = new TaskCompletionSource<SubmissionReceipt>();
        Transport.Answer = () => answer.Task;
        var submitting = Bench.SubmitAsync(Key);
        await CommittedAsync();

        var kept = (await Bench.Outbox.FindAsync(Bench.Account.Id, Key.Key, Token)).ShouldNotBeNull();

        Should.Throw<IdempotencyException>(() => kept.Replay(Key)).Code.ShouldBe("IdempotencyInFlight");
        answer.SetResult(ScriptedTransport.Accepted);
        await submitting;
    }

    [Fact]
    public async Task A_key_is_forgotten_after_48_hours()
    {
        await Bench.SubmitAsync(Key);
        Bench.Time.Advance(IdempotencyKey.Kept - TimeSpan.FromSeconds(1));
        (await Bench.Outbox.FindAsync(Bench.Account.Id, Key.Key, Token)).ShouldNotBeNull();

        Bench.Time.Advance(TimeSpan.FromSeconds(2));

        (await Bench.Outbox.FindAsync(Bench.Account.Id, Key.Key, Token)).ShouldBeNull();
        await Bench.SubmitAsync(Key);
        Transport.Committed.Count.ShouldBe(2);
    }

    [Fact]
    public async Task Lists_the_newest_first_by_account_and_state()
    {
        var ids = new List<QueueId>();
        for (var i = 0; i < 5; i++)
        {
            ids.Insert(0, (await Bench.SubmitAsync()).Id);
            Bench.Time.Advance(TimeSpan.FromMilliseconds(5));
        }

        var waiting = await Bench.AddAsync(Bench.Time.GetUtcNow().AddDays(1));

        await ShouldListAsync(all: true, state: null, [waiting.Id, .. ids]);
        await ShouldListAsync(all: false, state: null, [waiting.Id, .. ids]);
        await ShouldListAsync(all: true, OutboxState.Sent, ids);
        await ShouldListAsync(all: false, OutboxState.Sent, ids);
        await ShouldListAsync(all: true, OutboxState.Scheduled, [waiting.Id]);
        await ShouldListAsync(all: true, OutboxState.Rejected, []);
        var page = await Bench.Outbox.ListAsync(account: null, state: null, new PageRequest(1, 4), Token);
        (page.Total, page.Pages).ShouldBe((6, 2));
        page.Entries.Select(entry => entry.Id).ShouldBe(ids.TakeLast(2));
        (await Bench.Outbox.ListAsync(Domain.Accounts.AccountId.Parse("nobody"), state: null, new PageRequest(0, 10), Token)).Total.ShouldBe(0);

        async Task ShouldListAsync(bool all, OutboxState? state, IEnumerable<QueueId> expected) =>
            (await Bench.Outbox.ListAsync(all ? null : Bench.Account.Id, state, new PageRequest(0, 100), Token)).Entries.Select(entry => entry.Id).ShouldBe(expected);
    }

    [Fact]
    public async Task Records_are_kept_within_their_bounds_and_what_waits_is_kept()
    {
        await RestartAsync(("outbox:perAccount", "3"), ("outbox:days", "5"));
        var trimmer = ActivatorOf();
        var old = await Bench.SubmitAsync(Key);
        var waiting = await Bench.AddAsync(Bench.Time.GetUtcNow().AddDays(30));
        Bench.Time.Advance(TimeSpan.FromDays(4));
        var kept = new List<QueueId>();
        for (var i = 0; i < 2; i++)
        {
            kept.Insert(0, (await Bench.SubmitAsync()).Id);
            Bench.Time.Advance(TimeSpan.FromMilliseconds(5));
        }

        await trimmer.TrimAsync(Token);
        (await ListAsync()).ShouldBe([.. kept, waiting.Id, old.Id], ignoreOrder: true);

        Bench.Time.Advance(TimeSpan.FromDays(2));
        await trimmer.TrimAsync(Token);
        (await ListAsync()).ShouldBe([.. kept, waiting.Id], ignoreOrder: true);
        (await Bench.Store.ListIdsAsync(Bench.Repository.PartitionOf(Bench.Account.Id), OutboxKeys.Keys(Bench.Account.Id), Token)).ShouldBeEmpty();

        for (var i = 0; i < 3; i++)
        {
            kept.Insert(0, (await Bench.SubmitAsync()).Id);
            Bench.Time.Advance(TimeSpan.FromMilliseconds(5));
        }

        await trimmer.TrimAsync(Token);
        (await ListAsync()).ShouldBe([.. kept.Take(3), waiting.Id], ignoreOrder: true);
    }

    [Fact]
    public async Task One_more_than_may_wait_is_refused()
    {
        await RestartAsync(("outbox:waiting", "2"));
        await Bench.AddAsync(Bench.Time.GetUtcNow().AddDays(1));
        var second = await Bench.AddAsync(Bench.Time.GetUtcNow().AddDays(1));

        await Should.ThrowAsync<BusyException>(() => Bench.AddAsync());

        await Bench.Outbox.CancelAsync(second.Id, Token);
        await Bench.AddAsync();
    }

    private async Task RestartAsync(params (string Key, string Value)[] configuration)
    {
        await Bench.Host.DisposeAsync();
        await Bench.StartAsync(configuration);
    }

    private OutboxTrimmer ActivatorOf() => Bench.Host.Get<IEnumerable<Microsoft.Extensions.Hosting.IHostedService>>().OfType<OutboxTrimmer>().Single();

    private async Task<IEnumerable<QueueId>> ListAsync() => (await Bench.Outbox.ListAsync(account: null, state: null, new PageRequest(0, 100), Token)).Entries.Select(entry => entry.Id);
}
