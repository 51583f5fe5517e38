using ImapApi.Application.Errors;
using ImapApi.Domain.Messages;
using ImapApi.Domain.Submissions;
using ImapApi.Infrastructure.Outbox;
using ImapApi.TestKit.Outbox;

namespace ImapApi.TestKit.Contracts;

/// <summary>What follows a sent message when its mail server cannot be told of it at once.</summary>
public abstract class OutboxEffectsContract(string redis) : OutboxContract(redis)
{
    private static readonly MessageReference Reference = new(new MessageId(new Domain.Mailboxes.MailboxNumber(1), new Uid(7)), ReferenceAction.Reply);

    [Theory]
    [InlineData(500)]
    [InlineData(700_000)]
    public async Task What_could_not_be_done_is_tried_again_after_longer_and_longer_rests(int size)
    {
        var times = new List<DateTimeOffset>();
        Bench.Effects.Answer = () =>
        {
            times.Add(Bench.Time.GetUtcNow());
            return times.Count < 4 ? RecordingEffects.Failure(mayPass: true) : null;
        };

        var sent = await Bench.SubmitAsync(message: OutboxBench.Compose(size: size));

        sent.State.ShouldBe(OutboxState.Sent);
        var waiting = await Bench.PassUntilAsync(sent.Id, entry => entry.Warnings.Count == 1, TimeSpan.Zero);
        (waiting.AwaitsEffects, waiting.NeedsBody).ShouldBe((true, true));
        var done = await Bench.PassUntilAsync(sent.Id, OutboxState.Sent);
        (done.SentMailbox?.Value, done.Warnings.Count).ShouldBe(("Sent", 0));
        Bench.Effects.Calls.ShouldBe([(null, true), (null, true), (null, true), (null, true)]);
        Bench.Sent.Looks.ShouldBe(3);
        var rests = times.Zip(times.Skip(1), (earlier, later) => (later - earlier).TotalSeconds).ToArray();
        rests[0].ShouldBeGreaterThanOrEqualTo(5);
        rests[1].ShouldBeGreaterThanOrEqualTo(15);
        rests[2].ShouldBeGreaterThanOrEqualTo(45);
        (await Bench.EventsAsync()).ShouldBe([Domain.Changes.EventType.MessageSent]);
    }

    [Fact]
    public async Task A_copy_that_is_there_although_nobody_heard_of_it_is_not_filed_twice()
    {
        var copy = new MessageId(new Domain.Mailboxes.MailboxNumber(2), new Uid(9));
        Bench.Effects.Answer = () => Bench.Effects.Calls.Count == 1 ? RecordingEffects.Failure(mayPass: true) : null;
        Bench.Sent.Copy = copy;

        var sent = await Bench.SubmitAsync();

        var done = await Bench.PassUntilAsync(sent.Id, OutboxState.Sent);
        (done.SentCopy, done.Warnings.Count).ShouldBe((copy, 0));
        Bench.Effects.Calls.ShouldBe([(null, true), (null, false)]);
    }

    [Fact]
    public async Task As_long_as_it_cannot_be_looked_for_no_copy_is_filed()
    {
        Bench.Effects.Answer = () => Bench.Effects.Calls.Count == 1 ? RecordingEffects.Failure(mayPass: true) : null;
        Bench.Sent.Failure = new MailServerUnavailableException("IMAPUnavailable", "It is away.");
        var sent = await Bench.SubmitAsync();

        await Bench.PassUntilAsync(sent.Id, _ => Bench.Sent.Looks >= 3);
        Bench.Effects.Calls.Count(call => call.IsFiled).ShouldBe(1);
        Bench.Sent.Failure = null;

        (await Bench.PassUntilAsync(sent.Id, OutboxState.Sent)).SentMailbox?.Value.ShouldBe("Sent");
        Bench.Effects.Calls.Count(call => call.IsFiled).ShouldBe(2);
    }

    [Fact]
    public async Task What_was_refused_is_told_and_not_tried_again()
    {
        Bench.Effects.Answer = () => RecordingEffects.Failure(mayPass: false);

        var sent = await Bench.SubmitAsync();

        var done = await Bench.PassUntilAsync(sent.Id, OutboxState.Sent);
        done.Warnings.ShouldHaveSingleItem().ShouldStartWith("No copy was filed");
        Bench.Effects.Calls.Count.ShouldBe(1);
    }

    [Fact]
    public async Task What_was_done_at_first_is_not_done_again()
    {
        Bench.Effects.Answer = () => Bench.Effects.Calls.Count == 1 ? RecordingEffects.Failure(mayPass: true) with { Flag = @"\Answered" } : null;

        var sent = await Bench.SubmitAsync(reference: Reference);

        var done = await Bench.PassUntilAsync(sent.Id, OutboxState.Sent);
        (done.Flag, done.SentMailbox?.Value).ShouldBe((@"\Answered", "Sent"));
        Bench.Effects.Calls.ShouldBe([(Reference, true), (null, true)]);
    }

    [Fact]
    public async Task After_two_days_it_is_given_up_and_told()
    {
        Bench.Effects.Answer = () => RecordingEffects.Failure(mayPass: true);
        var sent = await Bench.SubmitAsync();

        await Bench.PassUntilAsync(sent.Id, _ => Bench.Time.GetUtcNow() - sent.Finished > OutboxEffects.Lasts - TimeSpan.FromHours(1), TimeSpan.FromMinutes(11));
        (await Bench.ReadAsync(sent.Id)).AwaitsEffects.ShouldBeTrue();
        var given = await Bench.PassUntilAsync(sent.Id, entry => !entry.AwaitsEffects, TimeSpan.FromMinutes(11));

        given.Warnings.ShouldHaveSingleItem().ShouldStartWith("No copy was filed");
        (Bench.Time.GetUtcNow() - sent.Finished!.Value).ShouldBeGreaterThanOrEqualTo(OutboxEffects.Lasts);
    }

    [Fact]
    public async Task The_next_process_tries_again()
    {
        Bench.Effects.Answer = () => RecordingEffects.Failure(mayPass: true);
        var sent = await Bench.SubmitAsync(message: OutboxBench.Compose(size: 200_000));
        await Bench.Host.DisposeAsync();
        Bench.Effects.Answer = () => null;

        await Bench.StartAsync();

        var done = await Bench.PassUntilAsync(sent.Id, entry => !entry.AwaitsEffects, TimeSpan.Zero);
        (done.SentMailbox?.Value, done.Warnings.Count).ShouldBe(("Sent", 0));
        Bench.Sent.Looks.ShouldBe(1);
    }

    [Fact]
    public async Task So_many_wait_for_their_copies_as_may_wait_to_be_sent_and_no_message_is_refused_for_it()
    {
        await Bench.Host.DisposeAsync();
        await Bench.StartAsync(("outbox:waiting", "2"));
        Bench.Effects.Answer = () => RecordingEffects.Failure(mayPass: true);

        var sent = new List<OutboxEntry>();
        for (var i = 0; i < 4; i++)
            sent.Add(await Bench.SubmitAsync(message: OutboxBench.Compose($"<{i}@example.com>")));

        sent.ShouldAllBe(entry => entry.State == OutboxState.Sent);
        foreach (var last in sent.TakeLast(2))
            (await Bench.PassUntilAsync(last.Id, entry => !entry.AwaitsEffects, TimeSpan.Zero)).Warnings.Count.ShouldBe(1);
        foreach (var first in sent.Take(2))
            (await Bench.ReadAsync(first.Id)).AwaitsEffects.ShouldBeTrue();
    }
}
