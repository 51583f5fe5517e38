using ImapApi.IntegrationTests.Fixtures;

namespace ImapApi.IntegrationTests.Chaos;

/// <summary>Somebody else makes one change after the other, each when the one before was told: the log holds exactly the events of each, whichever way the server tells of them.</summary>
public sealed class ExactEventTests(SharedServers servers)
{
    private const int Steps = 25;

    /// <summary>Polling has no part in it: what is not pushed is asked for by the test.</summary>
    private static readonly string[] Seldom = ["--imap:activePollSeconds", "3600", "--imap:pollSeconds", "3600"];

    [Theory]
    [InlineData(MailServerKind.DovecotFull)]
    [InlineData(MailServerKind.DovecotCondstore)]
    [InlineData(MailServerKind.DovecotPlain)]
    [InlineData(MailServerKind.Cyrus)]
    public async Task Each_change_makes_its_events_and_no_other(MailServerKind kind)
    {
        await using var api = await servers.NewApiAsync(StoreKind.Sqlite, Seldom);
        IReadOnlyDictionary<string, ServerMailbox> before = new Dictionary<string, ServerMailbox>();
        long seen = 0;
        ChaosAccount? account = null;
        await using var chaos = account = await ChaosAccount.StartAsync(servers, api, kind, seed: 11, settled: () => ExpectAsync());
        before = await chaos.ReadAllAsync();
        seen = chaos.Replay.Sequence;

        for (var step = 0; step < Steps; step++)
            await chaos.Changes.StepAsync();

        await chaos.SettleAsync();
        chaos.Replay.Sequence.ShouldBe(seen);

        async Task ExpectAsync()
        {
            var after = await account!.ReadAllAsync();
            var expected = ExpectedEvents.Between(before, after);
            if (!IsPushed(kind, expected))
                (await account.Account.PutAsync("sync", new { })).Ok();
            string[] told = [];
            await Eventually.TrueAsync(
                async () => (told = [.. (await account.Account.EventsAsync(seen)).Select(ExpectedEvents.TextOf)]).Length >= expected.Length,
                $"{string.Join('\n', expected)} are told",
                TimeSpan.FromSeconds(60));
            told.Order(StringComparer.Ordinal).ShouldBe(expected);
            seen += told.Length;
            before = after;
        }
    }

    /// <summary>The server tells of these by itself: of INBOX while we idle there, of the others with NOTIFY.</summary>
    private static bool IsPushed(MailServerKind kind, string[] events) =>
        kind == MailServerKind.DovecotFull || (kind != MailServerKind.DovecotPlain && events.All(text => text.StartsWith("INBOX ", StringComparison.Ordinal)));
}
