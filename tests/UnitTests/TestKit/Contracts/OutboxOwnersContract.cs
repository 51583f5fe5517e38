using ImapApi.Application.Accounts;
using ImapApi.Application.Errors;
using ImapApi.Application.Submissions;
using ImapApi.Domain.Changes;
using ImapApi.Domain.Messages;
using ImapApi.Domain.Submissions;
using ImapApi.Infrastructure.Cluster;
using ImapApi.Infrastructure.Outbox;
using ImapApi.Infrastructure.Storage;
using ImapApi.TestKit.Outbox;

namespace ImapApi.TestKit.Contracts;

/// <summary>What becomes of messages when processes end, owners change and the store fails.</summary>
public abstract class OutboxOwnersContract(string redis) : OutboxContract(redis)
{
    private static readonly OwnershipEpoch Former = new(Counter: 1000, Nonce: 1);

    [Theory]
    [InlineData(OutboxState.Sending, true, OutboxState.Sent, 1)]
    [InlineData(OutboxState.Sending, false, OutboxState.Failed, 0)]
    [InlineData(OutboxState.Committing, true, OutboxState.Unknown, 0)]
    [InlineData(OutboxState.Committing, false, OutboxState.Unknown, 0)]
    public async Task A_new_owner_sends_again_only_what_cannot_have_been_sent(OutboxState left, bool isQueued, OutboxState found, int attempts)
    {
        var id = await LeaveAsync(left, isQueued);

        await Bench.TakeAsync();

        await UntilAsync(id, found);
        Transport.Attempts.Count.ShouldBe(attempts);
    }

    [Fact]
    public async Task A_former_owner_cannot_write_the_end_of_a_message()
    {
        var hold = new TaskCompletionSource();
        Transport.Before = _ => hold.Task;
        var submitting = Bench.SubmitAsync();
        await AttemptedAsync();

        await Bench.TakeAsync();
        hold.SetResult();

        await Should.ThrowAsync<OwnershipLostException>(() => submitting);
        Transport.Committed.ShouldBeEmpty();
        (await UntilAsync((await Bench.ReadLastAsync()).Id, OutboxState.Failed)).LastError!.Code.ShouldBe("Interrupted");
    }

    [Fact]
    public async Task A_former_owner_that_had_written_the_end_knows_the_truth()
    {
        var answer = new TaskCompletionSource<SubmissionReceipt>();
        Transport.Answer = () => answer.Task;
        var submitting = Bench.SubmitAsync();
        await CommittedAsync();
        var id = (await Bench.ReadLastAsync()).Id;
        await Bench.TakeAsync();
        await UntilAsync(id, OutboxState.Unknown);

        answer.SetResult(ScriptedTransport.Accepted);

        (await submitting).State.ShouldBe(OutboxState.Sent);
        (await UntilAsync(id, OutboxState.Sent)).Response.ShouldBe(ScriptedTransport.Accepted.Response);
        Bench.Effects.Calls.Count.ShouldBe(1);
        (await Bench.EventsAsync()).ShouldBe([EventType.MessageDeliveryError, EventType.MessageSent]);
    }

    [Theory]
    [InlineData(500)]
    [InlineData(700_000)]
    public async Task What_waits_outlives_a_restart_with_its_bytes(int size)
    {
        var composed = OutboxBench.Compose(size: size);
        var entry = await Bench.AddAsync(Bench.Time.GetUtcNow().AddMinutes(10), message: composed);
        await Bench.Host.DisposeAsync();

        await Bench.StartAsync();
        await Bench.PassUntilAsync(entry.Id, OutboxState.Sent);

        Transport.Contents.ShouldHaveSingleItem().Length.ShouldBe(size);
        await ShouldKeepNoBodiesAsync();
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task The_copy_that_a_process_did_not_file_any_more_is_filed_by_the_next_unless_it_is_there(bool isThere)
    {
        var id = await LeaveAsync(OutboxState.Sent, isQueued: false);
        Bench.Sent.Copy = isThere ? new MessageId(new Domain.Mailboxes.MailboxNumber(2), new Uid(9)) : null;

        await Bench.TakeAsync();

        await UntilAsync(id, OutboxState.Sent);
        Bench.Effects.Calls.ShouldBe([(null, !isThere)]);
        Bench.Sent.Looks.ShouldBe(1);
        await ShouldKeepNoBodiesAsync();
    }

    [Fact]
    public async Task A_store_that_fails_after_the_server_accepted_costs_the_caller_nothing()
    {
        Transport.Answer = () =>
        {
            Bench.Store.IsAway = true;
            return Task.FromResult(ScriptedTransport.Accepted);
        };

        var sent = await Bench.SubmitAsync();

        sent.State.ShouldBe(OutboxState.Sent);
        Bench.Store.IsAway = false;
        await Bench.PassUntilAsync(sent.Id, OutboxState.Sent);
        Bench.Effects.Calls.Count.ShouldBe(1);
        (await Bench.EventsAsync()).ShouldBe([EventType.MessageSent]);
    }

    [Fact]
    public async Task A_store_whose_answer_gets_lost_after_the_server_accepted_is_asked_what_it_knows()
    {
        Transport.Answer = () =>
        {
            (Bench.Store.IsAway, Bench.Store.LosesAnswers) = (true, true);
            return Task.FromResult(ScriptedTransport.Accepted);
        };

        var sent = await Bench.SubmitAsync();

        Bench.Store.IsAway = false;
        await Bench.PassUntilAsync(sent.Id, OutboxState.Sent);
        Bench.Effects.Calls.Count.ShouldBe(1);
        (await Bench.EventsAsync()).ShouldBe([EventType.MessageSent]);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Nothing_is_sent_while_the_end_cannot_be_written_down(bool losesAnswers)
    {
        Transport.Before = _ =>
        {
            (Bench.Store.IsAway, Bench.Store.LosesAnswers) = (true, losesAnswers);
            return Task.CompletedTask;
        };

        await Should.ThrowAsync<StoreUnavailableException>(() => Bench.SubmitAsync());

        Bench.Store.IsAway = false;
        Transport.Committed.ShouldBeEmpty();
        var id = (await Bench.ReadLastAsync()).Id;
        await Bench.PassUntilAsync(id, OutboxState.Failed);
    }

    [Fact]
    public async Task What_was_written_although_its_caller_was_told_otherwise_is_never_sent()
    {
        var key = OutboxBench.Key("k");
        (Bench.Store.IsAway, Bench.Store.LosesAnswers) = (true, true);
        await Should.ThrowAsync<StoreUnavailableException>(() => Bench.AddAsync(Bench.Time.GetUtcNow().AddSeconds(1), key: key));
        await Should.ThrowAsync<StoreUnavailableException>(() => Bench.SubmitAsync(OutboxBench.Key("l")));
        Bench.Store.IsAway = false;

        var entries = (await Bench.Outbox.ListAsync(Bench.Account.Id, state: null, new PageRequest(0, 10), Token)).Entries;
        entries.Count.ShouldBe(2);
        await Bench.PassUntilAsync(entries.Single(entry => entry.IsQueued).Id, OutboxState.Cancelled);
        await Bench.PassUntilAsync(entries.Single(entry => !entry.IsQueued).Id, OutboxState.Failed);

        Transport.Attempts.ShouldBeEmpty();
        (await Bench.Outbox.FindAsync(Bench.Account.Id, key.Key, Token)).ShouldBeNull();
    }

    [Fact]
    public async Task A_removed_account_leaves_nothing_and_sends_nothing()
    {
        var scheduled = await Bench.AddAsync(Bench.Time.GetUtcNow().AddMinutes(1), message: OutboxBench.Compose(size: 200_000));
        var hold = new TaskCompletionSource();
        Transport.Before = _ => hold.Task;
        var submitting = Bench.SubmitAsync(OutboxBench.Key("k"));
        await AttemptedAsync();

        await Bench.Host.Get<IAccountStore>().RemoveAsync(Bench.Account.Id, Token);
        hold.SetResult();

        await Should.ThrowAsync<OwnershipLostException>(() => submitting);
        Transport.Committed.ShouldBeEmpty();
        (await Bench.Outbox.FindAsync(scheduled.Id, Token)).ShouldBeNull();
        (await Bench.Outbox.ListAsync(account: null, state: null, new PageRequest(0, 10), Token)).Total.ShouldBe(0);
        var partition = Bench.Repository.PartitionOf(Bench.Account.Id);
        foreach (var collection in new[] { OutboxKeys.Entries(Bench.Account.Id), OutboxKeys.Keys(Bench.Account.Id), OutboxKeys.Open, OutboxKeys.Done })
            (await Bench.Store.ListIdsAsync(partition, collection, Token)).ShouldBeEmpty();
        await ShouldKeepNoBodiesAsync();
    }

    /// <summary>An entry as a process leaves it that is killed: in one step, for this process's own outbox takes up what another has begun as soon as it sees it.</summary>
    private async Task<QueueId> LeaveAsync(OutboxState state, bool isQueued)
    {
        var entry = await Bench.AddAsync(Bench.Time.GetUtcNow().AddDays(1));
        var stored = await Bench.Repository.UpdateAsync(await Bench.Repository.FindAsync(entry.Id, Token), Reach, owner: null, isDurable: true, Token);
        stored.ShouldNotBeNull().Entry.State.ShouldBe(state);
        return entry.Id;

        OutboxEntry? Reach(OutboxEntry known)
        {
            var begun = known.Begin(Former.Counter, Bench.Time.GetUtcNow())! with { IsQueued = isQueued };
            return state == OutboxState.Sending ? begun
                : state == OutboxState.Committing ? begun.Commit(Former.Counter)
                : begun.Commit(Former.Counter)!.Accept(Former.Counter, Bench.Time.GetUtcNow(), "250 ok", [], []);
        }
    }

    private async Task ShouldKeepNoBodiesAsync()
    {
        (await Bench.Store.ListIdsAsync(Bench.Repository.PartitionOf(Bench.Account.Id), OutboxKeys.Bodies(Bench.Account.Id), Token)).ShouldBeEmpty();
        var files = Path.Combine(Bench.DataDirectory, "outbox");
        // Unlinked after the entry has been written.
        using var patience = new CancellationTokenSource(TimeSpan.FromSeconds(60));
        while (Directory.Exists(files) && Directory.EnumerateFiles(files).Any())
            await Task.Delay(10, patience.Token);
    }
}
