using System.Text;
using ImapApi.Application.Errors;
using ImapApi.Domain.Submissions;
using ImapApi.Infrastructure.Outbox;
using ImapApi.TestKit.Outbox;
using Microsoft.Extensions.Hosting;

namespace ImapApi.TestKit.Contracts;

/// <summary>Large messages: where they are kept, how long, and what is done about those whose entry was never written.</summary>
public abstract class OutboxBodiesContract(string redis) : OutboxContract(redis)
{
    private const int Large = 600_000;

    private OutboxTrimmer Trimmer => Bench.Host.Get<IEnumerable<IHostedService>>().OfType<OutboxTrimmer>().Single();

    private ILargeBodies Bodies => Bench.Host.Get<ILargeBodies>();

    [Fact]
    public async Task A_large_message_is_sent_as_it_was_given_and_then_forgotten()
    {
        var message = OutboxBench.Compose(size: Large);
        var entry = await Bench.AddAsync(message: message);

        entry = await Bench.PassUntilAsync(entry.Id, OutboxState.Sent);

        Encoding.ASCII.GetString(Transport.Contents.Single()).ShouldBe($"Message-ID: {message.MessageId}\r\n\r\n".PadRight(Large, 'x'));
        // It goes once the entry without it is written.
        using var patience = new CancellationTokenSource(TimeSpan.FromMinutes(1));
        while (await Bodies.OpenAsync(entry, Token) is not null)
            await Task.Delay(5, patience.Token);
    }

    [Fact]
    public async Task What_an_ended_process_left_is_swept_and_what_waits_stays()
    {
        var waiting = await Bench.AddAsync(Bench.Time.GetUtcNow().AddDays(3), message: OutboxBench.Compose("<waits@example.com>", Large));
        var orphan = await WriteAloneAsync(waiting);
        Bench.Time.Advance(TimeSpan.FromMinutes(90));
        var young = await WriteAloneAsync(waiting);

        await Trimmer.TrimAsync(Token);

        (await Bodies.OpenAsync(orphan, Token)).ShouldBeNull("its entry was never written, and it is old");
        (await Bodies.OpenAsync(young, Token)).ShouldNotBeNull("its entry may be on the way").Length.ShouldBe(Large);
        (await Bodies.OpenAsync(waiting, Token)).ShouldNotBeNull("it is to be sent").Length.ShouldBe(Large);
    }

    [Fact]
    public async Task Messages_that_are_too_much_together_have_to_wait_for_each_other()
    {
        await Bench.Host.DisposeAsync();
        await Bench.StartAsync(("outbox:waitingMegabytes", "1"));
        var later = Bench.Time.GetUtcNow().AddDays(1);
        var first = await Bench.AddAsync(later, message: OutboxBench.Compose("<first@example.com>", Large));

        await Should.ThrowAsync<BusyException>(() => Bench.AddAsync(later, message: OutboxBench.Compose("<second@example.com>", Large)));
        await Bench.AddAsync(later, message: OutboxBench.Compose("<small@example.com>", 1000));

        await Bench.Outbox.CancelAsync(first.Id, Token);
        await Bench.AddAsync(later, message: OutboxBench.Compose("<second@example.com>", Large));
    }

    /// <summary>Writes a message as the outbox does, and then the process ends, as it were.</summary>
    private async Task<OutboxEntry> WriteAloneAsync(OutboxEntry like)
    {
        var entry = like with { Id = QueueId.Create(Bench.Time.GetUtcNow(), Bench.Repository.PartitionOf(Bench.Account.Id).Number, 1) };
        await Bodies.WriteAsync(entry, OutboxBench.Compose(size: Large).Source, Token);
        return entry;
    }
}
