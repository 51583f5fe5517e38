using System.Globalization;
using ImapApi.IntegrationTests.Fixtures;

namespace ImapApi.IntegrationTests.Chaos;

/// <summary>
/// A second client changes mail at random on servers of four kinds, while the program is there and while it is not; the program is killed with -9 again and
/// again, whatever it is doing. Afterwards the event log tells exactly what changed: nothing twice, nothing missing, every number and id in its place.
/// </summary>
public sealed class ChaosTests(SharedServers servers)
{
    /// <summary>Kills in all for each store, instead of a few; see <c>tests/chaos.sh</c>.</summary>
    private const string KillsVariable = "IMAPAPI_CHAOS_KILLS";

    /// <summary>Another one makes other changes.</summary>
    private const string SeedVariable = "IMAPAPI_CHAOS_SEED";

    private static readonly MailServerKind[] Kinds = [MailServerKind.DovecotFull, MailServerKind.DovecotCondstore, MailServerKind.DovecotPlain, MailServerKind.Cyrus];

    [Theory]
    [InlineData(StoreKind.Sqlite, 6)]
    [InlineData(StoreKind.Redis, 3)]
    public async Task The_log_equals_the_changes_however_often_the_program_is_killed(StoreKind store, int few)
    {
        var kills = Setting(KillsVariable, few);
        var seed = Setting(SeedVariable, 1);
        var random = new Random(seed);
        // Everything is kept, and polled for often.
        await using var api = await servers.NewApiAsync(store, "--events:perAccount", "100000", "--imap:activePollSeconds", "5", "--imap:pollSeconds", "5", "--imap:noopSeconds", "5");
        var accounts = new List<ChaosAccount>();
        try
        {
            foreach (var kind in Kinds)
                accounts.Add(await ChaosAccount.StartAsync(servers, api, kind, seed * 100 + (int)kind));
            for (var kill = 1; kill <= kills; kill++)
            {
                await WhileChangingAsync(accounts, () => KillAsync(api, random));
                for (var change = random.Next(4); change > 0; change--)
                    await EachAsync(accounts, account => account.Changes.StepAsync());
                // Now and then it does not even get to where it is ready.
                if (random.Next(4) == 0)
                {
                    api.Launch();
                    await Task.Delay(random.Next(2500));
                    await api.KillAsync();
                    kill++;
                }

                await api.StartAsync();
                if (kill >= kills || random.Next(3) == 0)
                    await EachAsync(accounts, account => account.SettleAsync());
            }

            foreach (var account in accounts)
                await CheckAsync(account);
            TestContext.Current.TestOutputHelper?.WriteLine($"{kills} kills, seed {seed}, {store}: " + string.Join("; ", Kinds.Zip(accounts, (kind, account) => $"{kind}: {account.Replay}")));
        }
        finally
        {
            foreach (var account in accounts)
                await account.DisposeAsync();
        }
    }

    private static async Task KillAsync(ApiProcess api, Random random)
    {
        await Task.Delay(random.Next(2500));
        await api.KillAsync();
    }

    /// <summary>Goes on with changing until it is done.</summary>
    private static async Task WhileChangingAsync(IReadOnlyList<ChaosAccount> accounts, Func<Task> work)
    {
        var working = work();
        await Task.WhenAll(accounts.Select(async account =>
        {
            while (!working.IsCompleted)
            {
                await account.Changes.StepAsync();
                await Task.WhenAny(working, Task.Delay(50));
            }
        }));
        await working;
    }

    private static Task EachAsync(IEnumerable<ChaosAccount> accounts, Func<ChaosAccount, Task> action) => Task.WhenAll(accounts.Select(action));

    private static async Task CheckAsync(ChaosAccount chaos)
    {
        foreach (var once in (string[])["accountAdded", "authenticationSuccess", "accountInitialized"])
            chaos.Replay.CountOf(once).ShouldBe(1, $"{chaos.Account.Id}: {once}");
        chaos.Replay.CountOf("messageNew").ShouldBeGreaterThan(0);
        // The ids of the events are the ids of the listing.
        foreach (var (path, mailbox) in (await chaos.ReadAllAsync()).Where(mailbox => mailbox.Value != ServerMailbox.Ghost))
        {
            var listed = (await chaos.Account.MessagesAsync(path)).ToDictionary(message => (uint)message.Number("uid"), message => message.Text("id"));
            listed.Keys.Order().ShouldBe(mailbox.Messages.Keys.Order());
            foreach (var (uid, id) in chaos.Replay.IdsIn(path).Where(told => listed.ContainsKey(told.Key)))
                listed[uid].ShouldBe(id);
        }
    }

    private static int Setting(string variable, int otherwise) =>
        Environment.GetEnvironmentVariable(variable) is { Length: > 0 } text ? int.Parse(text, CultureInfo.InvariantCulture) : otherwise;
}
