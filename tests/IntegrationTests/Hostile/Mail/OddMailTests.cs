using System.Globalization;
using System.Net;
using System.Security.Cryptography;
using System.Text.Json;
using ImapApi.IntegrationTests.Fixtures;

namespace ImapApi.IntegrationTests.Hostile.Mail;

/// <summary>Hundreds of odd messages on a real Dovecot, read in every way the API offers: each is answered, costs little, and shows what an independent parser shows.</summary>
[Collection("Alone")]
public sealed class OddMailTests(SharedServers servers)
{
    private const long MostMemory = 64 * 1024 * 1024;

    private static readonly TimeSpan MostTime = TimeSpan.FromSeconds(1);

    private static readonly IReadOnlyList<OddMessage> Messages =
        [.. OddCharsets.All, .. OddEncodings.All, .. OddHeaders.All, .. OddAddresses.All, .. OddFileNames.All, .. OddStructures.All, .. OddHtml.All];

    [Fact]
    public async Task Each_is_answered_within_its_bounds_and_shown_as_another_parser_shows_it()
    {
        Messages.Count.ShouldBeGreaterThan(250);
        Messages.Select(message => message.Name).ShouldBeUnique();
        await using var program = await ApiProcess.StartAsync();
        var account = await servers.AccountAsync(program.Client, await servers.DovecotAsync(), mail => mail.Deliver(Messages.Select(message => message.Bytes)));
        var expected = await PythonReader.ReadAsync(Messages.Select(message => message.Bytes));
        var entries = (await account.MessagesAsync()).ToDictionary(entry => entry.Number("uid"));
        entries.Count.ShouldBe(Messages.Count);
        var (warm, memory) = (entries[1], ProcessMemory.Of(program.ProcessId));
        await ReadAsync(account, warm);

        var (costly, differing) = (new List<string>(), new List<(string Name, string Field, string Ours, string Theirs)>());
        for (var number = 0; number < Messages.Count; number++)
        {
            memory.ForgetPeak();
            var (before, since) = (memory.Resident, memory.ProcessorTime);
            var shown = await ReadAsync(account, entries[number + 1]);
            var (grown, taken) = (memory.Peak - before, memory.ProcessorTime - since);
            if (grown > MostMemory || taken > MostTime)
                costly.Add(string.Create(CultureInfo.InvariantCulture, $"{Messages[number].Name}: {taken.TotalMilliseconds:0} ms, {grown / 1024} KiB"));
            differing.AddRange(Compare(Messages[number].Name, shown, expected[number]));
        }

        costly.ShouldBeEmpty();
        var explained = differing.ToLookup(difference => OddDifferences.Explains(difference.Name, difference.Field));
        explained[false].Select(difference => $"{difference.Name}, {difference.Field}\n  {difference.Ours}\n  {difference.Theirs}\n").ShouldBeEmpty();
        // What no longer differs leaves the table.
        OddDifferences.Unused(differing.Select(difference => (difference.Name, difference.Field))).ShouldBeEmpty();
        program.Output.ShouldNotContain("nhandled");
    }

    /// <summary>Everything the API has of one message.</summary>
    private static async Task<Dictionary<string, JsonElement>> ReadAsync(TestAccount account, JsonElement entry)
    {
        var page = (await account.GetAsync($"messages?path=INBOX&pageSize=1&search[uid]={entry.Number("uid")}")).Ok();
        page.Items("messages").Length.ShouldBe(1);
        var message = $"message/{entry.Text("id")}";
        var details = (await account.GetAsync($"{message}?textType=*")).Ok();
        (await account.GetAsync($"{message}?safeHtml=true")).Ok().At("text").ValueKind.ShouldBe(JsonValueKind.Object);
        var text = (await account.GetAsync($"text/{entry.At("text").Text("id")}")).Ok();
        (await account.GetAsync($"{message}/source")).OkBytes().Length.ShouldBeGreaterThan(0);
        var attachments = new List<string?[]>();
        foreach (var attachment in ItemsOf(entry, "attachments").Take(5))
        {
            var answer = await account.GetAsync($"attachment/{attachment.Text("id")}");
            var type = attachment.Text("contentType");
            attachments.Add([type, attachment.TextOrNull("filename"), type.StartsWith("message/", StringComparison.Ordinal) ? null : Convert.ToHexStringLower(SHA256.HashData(answer.OkBytes()))[..16]]);
            answer.Status.ShouldBe(HttpStatusCode.OK);
        }

        return new Dictionary<string, JsonElement>
        {
            ["subject"] = Json(entry.TextOrNull("subject") ?? ""),
            ["from"] = Json(entry.Has("from") ? (string[][])[[entry.At("from").Text("name"), entry.At("from").Text("address")]] : []),
            ["to"] = Json(ItemsOf(entry, "to").Length),
            ["plain"] = Json(details.At("text").TextOrNull("plain") ?? ""),
            ["plain by text id"] = Json(text.TextOrNull("plain") ?? ""),
            ["html"] = Json(text.TextOrNull("html") ?? ""),
            ["attachments"] = Json(attachments),
        };
    }

    /// <summary>Nothing is left out where there is none of it.</summary>
    private static JsonElement[] ItemsOf(JsonElement element, string name) => element.Has(name) ? element.Items(name) : [];

    private static IEnumerable<(string Name, string Field, string Ours, string Theirs)> Compare(string name, Dictionary<string, JsonElement> ours, JsonElement theirs) =>
        from field in ours
        let our = Normal(field.Value)
        let their = theirs.ValueKind == JsonValueKind.Object ? Normal(theirs.At(field.Key.Split(' ')[0])) : theirs.GetRawText()
        where our != their
        select (name, field.Key, Cut(our), Cut(their));

    /// <summary>Line ends and blanks at the end are nobody's business.</summary>
    private static string Normal(JsonElement value) =>
        value.ValueKind == JsonValueKind.String ? value.GetString()!.ReplaceLineEndings("\n").Trim() : JsonSerializer.Serialize(value);

    private static string Cut(string text) => text.Length > 200 ? $"{text[..200]} … ({text.Length})" : text;

    private static JsonElement Json<T>(T value) => JsonSerializer.SerializeToElement(value);
}
