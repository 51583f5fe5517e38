using ImapApi.TestKit.Fakes;
using ImapApi.TestKit.Imap;
using Microsoft.Extensions.Time.Testing;

namespace ImapApi.UnitTests.Infrastructure.Imap.Sync;

/// <summary>How often mailboxes that are not watched are asked for, on a server that does not tell of them.</summary>
[Collection("Alone")]
public sealed class PollingTests
{
    private static readonly string[] Capabilities = ["IMAP4rev1", "SASL-IR", "AUTH=PLAIN", "LITERAL+", "ENABLE", "IDLE", "NAMESPACE", "UIDPLUS", "SPECIAL-USE", "LIST-EXTENDED", "LIST-STATUS"];

    private static readonly TimeSpan Step = TimeSpan.FromSeconds(2);

    [Fact]
    public async Task Asks_every_minute_while_something_happens_and_every_five_minutes_when_nothing_does()
    {
        var time = new FakeTimeProvider(DateTimeOffset.UnixEpoch);
        await using var server = ScriptedImapServer.Start(new ScriptedImapOptions { Capabilities = [.. Capabilities] });
        server.Mailboxes["Other"].Fill(1);
        await using var harness = new WorkerHarness(server, time: time);
        await time.PassUntilAsync(harness.StartSettledAsync());

        // Its mailboxes have just been found: that is something.
        var soonest = TimeSpan.FromSeconds(42 - 4);
        var soonestLater = TimeSpan.FromSeconds(210 - 4);
        var recently = await IntervalsAsync(server, time, TimeSpan.FromMinutes(28), soonest);
        await IntervalsAsync(server, time, TimeSpan.FromMinutes(8), soonest);
        var later = await IntervalsAsync(server, time, TimeSpan.FromMinutes(24), soonestLater);

        // Up to a third less, so that accounts do not ask all at once. Threads may lag behind the clock, never be ahead of it.
        recently.ShouldAllBe(interval => interval >= soonest);
        recently.ShouldContain(interval => interval <= TimeSpan.FromSeconds(60 + 4));
        later.ShouldAllBe(interval => interval >= soonestLater);
        later.ShouldContain(interval => interval <= TimeSpan.FromSeconds(300 + 4));
    }

    /// <summary>What lay between two lists of the mailboxes.</summary>
    /// <param name="soonest">Until a step before this, time passes at one go: a list that came by then is seen at its end, and was too soon.</param>
    private static async Task<IReadOnlyList<TimeSpan>> IntervalsAsync(ScriptedImapServer server, FakeTimeProvider time, TimeSpan passes, TimeSpan soonest)
    {
        var lists = new List<DateTimeOffset>();
        var count = Lists(server);
        for (var end = time.GetUtcNow() + passes; time.GetUtcNow() < end;)
        {
            var quiet = lists.Count == 0 ? Step : lists[^1] + soonest - Step - time.GetUtcNow();
            time.Advance(quiet > Step ? quiet : Step);
            await Task.Delay(2);
            // Time stands while commands are answered: they have their own patience.
            await server.WaitForIdleAsync();
            if (Lists(server) is var now && now > count)
                lists.Add(time.GetUtcNow());
            count = now;
        }

        return [.. lists.Skip(1).Zip(lists, (later, earlier) => later - earlier)];
    }

    private static int Lists(ScriptedImapServer server) => server.Commands.Count(command => command.Verb == "LIST");
}
