using System.Globalization;
using ImapApi.IntegrationTests.Fixtures;

namespace ImapApi.IntegrationTests.Costs;

/// <summary>The header <c>Server-Timing</c> of every answer about mail, compared with what a proxy on the line counts.</summary>
public sealed class ServerTimings(SharedServers servers)
{
    /// <summary>The proxy tells of lines.</summary>
    private const int LineEnd = 2;

    [Theory]
    [InlineData(DovecotProfile.Full)]
    [InlineData(DovecotProfile.Plain)]
    public async Task Are_what_passed_the_line(DovecotProfile profile)
    {
        await using var proxy = new RecordingProxy(DovecotServer.Host, (await servers.DovecotAsync(profile)).Port);
        var account = await ConnectedAsync(profile, proxy);
        var (other, third) = (await account.MessagesAsync("Other"), await account.MessagesAsync("Third"));
        var text = other[1].At("text").Text("id");

        // Each on the command connection, whose mailbox the one before it left selected.
        await ConfirmAsync(account, proxy, "messages?path=Other&pageSize=3", ["EXAMINE", "FETCH"], $"messages?path=Third");
        await ConfirmAsync(account, proxy, $"message/{other[1].Text("id")}?textType=*", ["UID", "UID"]);
        await ConfirmAsync(account, proxy, $"text/{text}", ["UID"]);
        await ConfirmAsync(account, proxy, $"message/{third[0].Text("id")}", ["EXAMINE", "UID"], "messages?path=Other");
        await account.Api.DeleteAsync(account.Path);
    }

    [Fact]
    public async Task Are_on_every_answer_about_mail_and_on_no_other()
    {
        var account = await servers.AccountAsync(fill: mail => mail.Deliver(MailFactory.Mixed(1, 3)));
        var id = await account.NewestAsync();
        foreach (var target in (string[])["mailboxes", "messages", "messages?search[seen]=false", $"message/{id}", $"message/{id}/source", "threads?path=INBOX", "messages/changes?path=INBOX", "message/AAAAAQAAAAE?wrong=1"])
            Read(await account.GetAsync(target)).Time.ShouldBeGreaterThanOrEqualTo(0, target);
        Read(await account.PostAsync("search?path=INBOX", new { search = new { seen = false } })).RoundTrips.ShouldBeGreaterThan(0);
        (await account.Api.GetAsync(account.Path)).Headers.ContainsKey("Server-Timing").ShouldBeFalse();
        (await account.Api.GetAsync("/v1/stats")).Headers.ContainsKey("Server-Timing").ShouldBeFalse();
    }

    /// <summary>Repeats it while the watcher says something of its own at the same moment; a figure that is wrong stays wrong.</summary>
    private static async Task ConfirmAsync(TestAccount account, RecordingProxy proxy, string target, string[] verbs, string? before = null)
    {
        var differences = "";
        for (var attempt = 0; attempt < 10; attempt++)
        {
            if (before is not null)
                (await account.GetAsync(before)).Ok();
            else
                (await account.GetAsync(target)).Ok();
            proxy.Forget();
            var timing = Read(await account.GetAsync(target));
            var events = proxy.Events;
            var (said, bytes) = (proxy.Commands.Select(command => command.Split(' ')[0]).ToArray(), events.Sum(e => e.FromClient ? e.Bytes + LineEnd : e.Bytes));
            if (timing.RoundTrips == verbs.Length && said.SequenceEqual(verbs) && timing.Bytes == bytes && timing.Time > 0)
                return;
            differences += $"{timing} but {string.Join(' ', said)} and {bytes} bytes; ";
        }

        throw new ShouldAssertException($"{target}: {differences}");
    }

    private static (double Time, int RoundTrips, long Bytes) Read(ApiAnswer answer)
    {
        answer.Headers.ContainsKey("Server-Timing").ShouldBeTrue(answer.Request);
        var parts = answer.Headers["Server-Timing"].Split(", ");
        parts.Select(part => part[..(part.IndexOf('=', StringComparison.Ordinal) + 1)]).ShouldBe(["imap;dur=", "roundtrips;desc=", "bytes;desc="]);
        var values = parts.Select(part => part[(part.IndexOf('=', StringComparison.Ordinal) + 1)..]).ToArray();
        return (double.Parse(values[0], CultureInfo.InvariantCulture), int.Parse(values[1], CultureInfo.InvariantCulture), long.Parse(values[2], CultureInfo.InvariantCulture));
    }

    private async Task<TestAccount> ConnectedAsync(DovecotProfile profile, RecordingProxy proxy)
    {
        var account = await servers.AccountAsync(
            (await servers.ApiAsync()).Client,
            await servers.DovecotAsync(profile),
            mail =>
            {
                mail.Deliver(MailFactory.Mixed(1, 5));
                mail.Deliver(MailFactory.Mixed(1, 5), "Other");
                mail.Deliver(MailFactory.Mixed(1, 1), "Third");
            },
            proxy.Port);
        await account.InitializedAsync();
        return account;
    }
}
