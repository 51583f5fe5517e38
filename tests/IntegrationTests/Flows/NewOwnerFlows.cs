using ImapApi.IntegrationTests.Fixtures;
using ImapApi.TestKit.Smtp;

namespace ImapApi.IntegrationTests.Flows;

/// <summary>
/// Two programs on one Redis: one owns the accounts and is caught before, at and after the final dot of their messages; the other takes them over. The
/// outbox tells the truth, and nothing is sent twice.
/// </summary>
public sealed class NewOwnerFlows(SharedServers servers)
{
    [Fact]
    public async Task The_new_owner_of_a_killed_one_sends_what_cannot_have_been_sent_and_nothing_else()
    {
        await using var bench = await OwnersBench.StartAsync(servers);
        var messages = await CatchAsync(bench);

        await bench.Former.KillAsync();
        foreach (var message in messages)
            message.Sink.DropAll();
        await using var owner = await bench.StartOwnerAsync();

        foreach (var message in messages)
            await message.ShouldBecomeAsync(owner, StateAfterKill(message));
        foreach (var message in messages)
        {
            message.Sink.Messages.Count.ShouldBe(message.Moment == CaughtMoment.After || StateAfterKill(message) == "sent" ? 1 : 0, message.ToString());
            await message.ShouldSendTheNextAsync(owner);
        }
    }

    [Fact]
    public async Task A_former_owner_that_wakes_up_again_sends_nothing_and_tells_what_it_alone_knows()
    {
        await using var bench = await OwnersBench.StartAsync(servers);
        var messages = await CatchAsync(bench);
        var scheduled = await bench.ScheduleAsync(TimeSpan.FromSeconds(3));

        await bench.Former.PauseAsync();
        await using var owner = await bench.StartOwnerAsync();
        foreach (var message in messages)
            await message.ShouldBecomeAsync(owner, StateAfterKill(message));
        await scheduled.ShouldBecomeAsync(owner, "sent");
        await bench.Former.ContinueAsync();
        foreach (var message in messages)
            message.Release();

        foreach (var message in messages)
        {
            // The server's answer reached the former owner alone: it took the message.
            var state = message.Moment == CaughtMoment.At ? "sent" : StateAfterKill(message);
            await message.ShouldBecomeAsync(owner, state);
            await message.Sink.WaitForOpenConnectionsAsync(0);
            message.Sink.Messages.Count.ShouldBe(state == "failed" ? 0 : 1, message.ToString());
            if (!message.IsQueued && state != "sent")
                ((int)(await message.AnswerAsync()).Status).ShouldBeGreaterThanOrEqualTo(400, message.ToString());
        }

        // The former owner still serves whom nobody took from it, so its outbox has come by what was due for the others.
        await bench.ShouldStillServeAsync();
        foreach (var message in messages.Append(scheduled))
        {
            await message.ShouldSendTheNextAsync(owner);
            message.Sink.Messages.Count(sent => sent.Parse().Subject == "Caught").ShouldBeLessThanOrEqualTo(1, message.ToString());
        }
    }

    /// <summary>At each moment a message that its caller waits for, and one that is queued.</summary>
    private static async Task<IReadOnlyList<CaughtMessage>> CatchAsync(OwnersBench bench)
    {
        var caught = new List<CaughtMessage>();
        foreach (var moment in Enum.GetValues<CaughtMoment>())
        {
            caught.Add(await bench.CatchAsync(moment, isQueued: false));
            caught.Add(await bench.CatchAsync(moment, isQueued: true));
        }

        return caught;
    }

    private static string StateAfterKill(CaughtMessage message) => message.Moment != CaughtMoment.Before ? "unknown" : message.IsQueued ? "sent" : "failed";
}
