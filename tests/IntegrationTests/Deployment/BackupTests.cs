using System.Text.RegularExpressions;
using ImapApi.IntegrationTests.Fixtures;
using Microsoft.Data.Sqlite;

namespace ImapApi.IntegrationTests.Deployment;

/// <summary>The backup that <c>docs/operations.md</c> describes: its very statement, and the files that it names.</summary>
public sealed partial class BackupTests(SharedServers servers)
{
    [Fact]
    public async Task Made_while_the_program_works_it_brings_back_accounts_numbers_and_events()
    {
        var server = await servers.DovecotAsync();
        using var backup = new TemporaryDirectory();
        await using var api = await ApiProcess.StartAsync();
        (await api.Client.PostAsync("/v1/settings", new { logs = new { maxLogLines = 78 } })).Ok();
        var accounts = new List<TestAccount>();
        for (var i = 0; i < 3; i++)
            accounts.Add(await servers.AccountAsync(api.Client, server, mail => mail.Deliver(MailFactory.Mixed(1, 3))));
        foreach (var account in accounts)
            await account.InitializedAsync();
        var ids = await Task.WhenAll(accounts.Select(account => account.NewestAsync()));
        var before = await Task.WhenAll(accounts.Select(EventIdsAsync));

        using var enough = new CancellationTokenSource();
        var load = Task.Run(() => WorkAsync(api.Client, accounts, enough.Token), TestContext.Current.CancellationToken);
        await Eventually.TrueAsync(async () => (await EventIdsAsync(accounts[0])).Length > before[0].Length, "there is work");
        await BackUpAsync(api.DataDirectory, backup.Path);
        await enough.CancelAsync();
        await load;
        var after = await Task.WhenAll(accounts.Select(EventIdsAsync));
        await api.KillAsync();

        await using var restored = await ApiProcess.StartInAsync(backup.Path);
        (await restored.Client.GetAsync("/v1/settings?logs=true")).Ok().At("logs").Number("maxLogLines").ShouldBe(78);
        for (var i = 0; i < accounts.Count; i++)
        {
            var account = accounts[i] with { Api = restored.Client };
            var logged = await EventIdsAsync(account);
            logged.Take(before[i].Length).ShouldBe(before[i]);
            // All that is in the backup was so, and in this order.
            logged.TakeWhile((id, place) => place < after[i].Length && id == after[i][place]).Count().ShouldBeGreaterThanOrEqualTo(before[i].Length);
            await restored.Client.UntilAsync(account.Id, "connected");
            (await account.MessagesAsync()).Select(message => message.Text("id")).ShouldContain(ids[i]);
            (await account.UidsAsync()).Length.ShouldBe(account.Mail.Messages().Count);
        }
    }

    private static async Task<string[]> EventIdsAsync(TestAccount account) => [.. (await account.EventsAsync()).Select(e => e.Text("eventId"))];

    /// <summary>Mail and accounts come in as fast as they can; not more than the event log keeps.</summary>
    private async Task WorkAsync(ApiClient api, List<TestAccount> accounts, CancellationToken enough)
    {
        for (var number = 100; number < 300 && !enough.IsCancellationRequested; number++)
        {
            foreach (var account in accounts)
                account.Mail.Deliver(MailFactory.Plain(number));
            await api.RegisterAsync(servers.NewUser(), Registration.Imap(1, "late"));
        }
    }

    private static async Task BackUpAsync(string data, string to)
    {
        var statement = Statement().Match(RepositoryFiles.Read("docs/operations.md")).Groups["sql"].Value.Replace("/var/backups/imapapi", to, StringComparison.Ordinal);
        statement.ShouldContain(to);
        await using var database = new SqliteConnection($"Data Source={Path.Combine(data, "imapapi.db")};Pooling=False");
        await database.OpenAsync();
        await using (var command = database.CreateCommand())
        {
            command.CommandText = statement;
            await command.ExecuteNonQueryAsync();
        }

        foreach (var file in new[] { "key", "store-id" })
            File.Copy(Path.Combine(data, file), Path.Combine(to, file));
    }

    [GeneratedRegex("(?m)^\\$ sqlite3 /var/lib/imapapi/imapapi\\.db \"(?<sql>[^\"]+)\"$", RegexOptions.ExplicitCapture | RegexOptions.NonBacktracking)]
    private static partial Regex Statement();
}
