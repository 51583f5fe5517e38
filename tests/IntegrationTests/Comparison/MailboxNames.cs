using System.Net;
using System.Text.Json;
using ImapApi.IntegrationTests.Fixtures;

namespace ImapApi.IntegrationTests.Comparison;

/// <summary>Names of mailboxes that are easily taken for one another, or are none.</summary>
public sealed class MailboxNames(SharedServers servers)
{
    /// <summary>Not every server keeps them apart; where it does, so do we.</summary>
    [Theory]
    [InlineData(MailServerKind.DovecotFull)]
    [InlineData(MailServerKind.DovecotPrefixed)]
    [InlineData(MailServerKind.Cyrus)]
    [InlineData(MailServerKind.Courier)]
    public async Task That_differ_by_the_case_of_a_letter_are_two(MailServerKind kind)
    {
        var account = await servers.AccountAsync((await servers.ApiAsync()).Client, await servers.MailServerAsync(kind));
        await using var bare = await account.ConnectAsync();
        var lower = (await account.PostAsync("mailbox", new { path = new[] { "acb" } })).Ok().Text("path");
        var upper = (await account.PostAsync("mailbox", new { path = new[] { "aCb" } })).Ok().Text("path");

        ListedNames.Of(await bare.OkAsync("LIST \"\" \"*\"")).Keys.Intersect([lower, upper]).Count().ShouldBe(2);
        await bare.AppendAsync(upper, MailFactory.Plain(1));
        (await ListAsync(account)).Keys.Intersect([lower, upper]).Count().ShouldBe(2);
        ((await account.UidsAsync(lower)).Length, (await account.UidsAsync(upper)).Length).ShouldBe((0, 1));
    }

    [Theory]
    [InlineData(0)]
    [InlineData('\t')]
    [InlineData('\r')]
    [InlineData('\n')]
    [InlineData(0x1b)]
    [InlineData(0x7f)]
    [InlineData(0x85)]
    [InlineData(0x2028)]
    public async Task Control_characters_are_refused_before_any_server_hears_of_them(int letter)
    {
        var account = await servers.AccountAsync();
        var name = $"a{(char)letter}b";

        (await account.PostAsync("mailbox", new { path = name })).Invalid("path");
        (await account.PostAsync("mailbox", new { path = new[] { name } })).Status.ShouldBe(HttpStatusCode.BadRequest);
        (await account.PutAsync("mailbox", new { path = "INBOX", newPath = name })).Status.ShouldBe(HttpStatusCode.BadRequest);
        (await account.GetAsync($"messages?path={Uri.EscapeDataString(name)}")).Invalid("path");
    }

    private static async Task<Dictionary<string, JsonElement>> ListAsync(TestAccount account) =>
        (await account.GetAsync("mailboxes")).Ok().Items("mailboxes").ToDictionary(mailbox => mailbox.Text("path"));
}
