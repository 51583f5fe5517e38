using System.Globalization;
using ImapApi.IntegrationTests.Fixtures;

namespace ImapApi.IntegrationTests.Costs;

/// <summary>What it takes to learn, after the program was away, what changed in a large mailbox. A count that rises fails.</summary>
public sealed class ResyncCosts(SharedServers servers)
{
    private const int Messages = 3000;

    [Theory]
    [InlineData(DovecotProfile.Full, "flags deletions arrivals", 2)]
    [InlineData(DovecotProfile.CondstoreOnly, "flags deletions", 3)]
    [InlineData(DovecotProfile.CondstoreOnly, "flags arrivals", 3)]
    [InlineData(DovecotProfile.Plain, "deletions", 10)]
    public async Task Fifty_changes_take_few_round_trips(DovecotProfile profile, string kinds, int roundTrips)
    {
        await using var api = await servers.NewApiAsync(StoreKind.Sqlite);
        var server = await servers.DovecotAsync(profile);
        await using var proxy = new RecordingProxy(DovecotServer.Host, server.Port);
        var account = await servers.AccountAsync(api.Client, server, mail => mail.Deliver(Enumerable.Range(1, Messages).Select(number => MailFactory.Plain(number))), proxy.Port);
        await account.InitializedAsync();
        await api.StopAsync();

        var expected = await ChangeAsync(account, kinds);
        proxy.Forget();
        var seen = (await EventCountAsync(api, account)) + expected;
        await Eventually.TrueAsync(async () => (await account.EventsAsync()).Length == seen, $"{expected} changes are told");

        var resync = proxy.Events.SkipWhile(e => !e.Text.Contains(" SELECT ", StringComparison.Ordinal)).TakeWhile(e => !IsWatching(e.Text)).ToArray();
        var commands = resync.Where(e => e.IsCommand).Select(e => e.Text).ToArray();
        commands.Length.ShouldBeLessThanOrEqualTo(roundTrips, string.Join('\n', commands));
        if (profile == DovecotProfile.Plain)
            resync.Sum(e => e.Bytes).ShouldBeLessThanOrEqualTo(50 * 1024);
    }

    private static bool IsWatching(string line) => line.Contains("NOTIFY", StringComparison.Ordinal) || line.Contains("LIST \"\" \"*\"", StringComparison.Ordinal) || line.EndsWith(" IDLE", StringComparison.Ordinal);

    private static async Task<int> EventCountAsync(ApiProcess api, TestAccount account)
    {
        await api.StartAsync();
        // Those of before: added, log-in, initialized.
        return (await account.EventsAsync()).Count(e => e.Text("event").StartsWith('a'));
    }

    /// <returns>How many events the changes make.</returns>
    private static async Task<int> ChangeAsync(TestAccount account, string kinds)
    {
        await using var other = await account.ConnectAsync();
        await other.OkAsync("SELECT INBOX");
        var wanted = kinds.Split(' ');
        var each = 50 / wanted.Length;
        var random = new Random(7);
        var uids = Enumerable.Range(1, Messages).ToArray();
        random.Shuffle(uids);
        var deleted = string.Join(',', uids.Take(each).Select(uid => uid.ToString(CultureInfo.InvariantCulture)));
        var flagged = string.Join(',', uids.Skip(each).Take(each).Select(uid => uid.ToString(CultureInfo.InvariantCulture)));
        foreach (var kind in wanted)
        {
            switch (kind)
            {
                case "flags":
                    await other.OkAsync($"UID STORE {flagged} +FLAGS (\\Flagged)");
                    break;
                case "deletions":
                    await other.OkAsync($"UID STORE {deleted} +FLAGS (\\Deleted)");
                    await other.OkAsync("EXPUNGE");
                    break;
                default:
                    account.Mail.Deliver(Enumerable.Range(Messages + 1, each).Select(number => MailFactory.Plain(number)));
                    break;
            }
        }

        return each * wanted.Length;
    }
}
