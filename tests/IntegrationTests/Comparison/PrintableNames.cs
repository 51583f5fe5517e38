using System.Net;
using ImapApi.IntegrationTests.Fixtures;

namespace ImapApi.IntegrationTests.Comparison;

/// <summary>Every printable letter of ASCII, and some others, in the name of a mailbox that is created, filled, read, renamed, read again and deleted.</summary>
public sealed class PrintableNames(SharedServers servers)
{
    /// <summary>Letters beyond ASCII, letters that modified UTF-7 writes in a way of its own, and what looks like modified UTF-7 and is a name.</summary>
    private static readonly string[] Others = ["é", "e\u0301", "ß", "日本", "😀", "\u00a0", "&-", "&AOk-", "&AOk"];

    /// <param name="delimiter">What the server parts levels with.</param>
    /// <param name="refused">What it refuses in a name.</param>
    /// <param name="together">How many letters are in one name, where one for each would take long: Courier looks once in a second whether it may go on.</param>
    [Theory]
    [InlineData(MailServerKind.DovecotFull, "/", ".", 1)]
    [InlineData(MailServerKind.DovecotCondstore, "/", ".", 10)]
    [InlineData(MailServerKind.DovecotPlain, "/", ".", 10)]
    [InlineData(MailServerKind.DovecotNoIdle, "/", ".", 10)]
    [InlineData(MailServerKind.DovecotPrefixed, ".", "/", 1)]
    [InlineData(MailServerKind.Cyrus, "/", "!\"%;<>\\^`{|}", 1)]
    [InlineData(MailServerKind.Courier, ".", "/[}~😀", 30)]
    public async Task Hold_mail_as_others_do(MailServerKind kind, string delimiter, string refused, int together)
    {
        var account = await servers.AccountAsync((await servers.ApiAsync()).Client, await servers.MailServerAsync(kind));
        var before = await PathsAsync(account);
        var odd = new List<string>();
        var all = Enumerable.Range(' ', 0x7f - ' ').Select(letter => $"{(char)letter}").Except([delimiter]).Concat(Others).ToLookup(IsRefused);
        foreach (var letters in all[true])
        {
            if (await account.PostAsync("mailbox", new { path = new[] { $"a{letters}b" } }) is { Status: not HttpStatusCode.UnprocessableEntity } created)
                odd.Add($"{letters}: created, {created.Status} {created.Text}");
        }

        foreach (var letters in all[false].Chunk(together).Select(chunk => string.Concat(chunk)))
        {
            if (await DefectAsync(account, letters) is { } defect)
                odd.Add($"{letters}: {defect}");
        }

        odd.ShouldBeEmpty();
        (await PathsAsync(account)).ShouldBe(before, ignoreOrder: true);
        bool IsRefused(string letters) => letters.EnumerateRunes().Any(letter => refused.Contains(letter.ToString(), StringComparison.Ordinal));
    }

    /// <summary>What went wrong on the way of one mailbox, if anything did.</summary>
    private static async Task<string?> DefectAsync(TestAccount account, string letters)
    {
        var created = await account.PostAsync("mailbox", new { path = new[] { $"a{letters}b" } });
        if (!created.IsOk)
            return created.Text;
        var path = created.Ok().Text("path");
        if (!path.EndsWith($"a{letters}b", StringComparison.Ordinal))
            return $"created as {path}";
        var filled = await account.PostAsync("message", new { path, raw = Convert.ToBase64String(MailFactory.Plain(1)) });
        if (!filled.IsOk)
            return filled.Text;
        if (!await ListedAsync(account, path))
            return "not listed";
        var renamed = await account.PutAsync("mailbox", new { path, newPath = new[] { $"c{letters}d" } });
        if (!renamed.IsOk)
            return renamed.Text;
        var newPath = renamed.Ok().Text("newPath");
        if (!newPath.EndsWith($"c{letters}d", StringComparison.Ordinal))
            return $"renamed to {newPath}";
        if (!await ListedAsync(account, newPath))
            return "not listed under its new name";
        var paths = await PathsAsync(account);
        if (paths.Contains(path) || !paths.Contains(newPath))
            return $"listed after its renaming: {string.Join(", ", paths)}";
        var deleted = await account.DeleteAsync($"mailbox?path={Uri.EscapeDataString(newPath)}");
        return deleted.IsOk ? null : deleted.Text;
    }

    /// <summary>Whether its one message is listed, and read by the id it is listed with.</summary>
    private static async Task<bool> ListedAsync(TestAccount account, string path)
    {
        var messages = await account.GetAsync($"messages?path={Uri.EscapeDataString(path)}");
        return messages.IsOk && messages.Ok().Items("messages") is [var only] && (await account.GetAsync($"message/{only.Text("id")}")).IsOk;
    }

    private static async Task<string[]> PathsAsync(TestAccount account) =>
        [.. (await account.GetAsync("mailboxes")).Ok().Items("mailboxes").Select(mailbox => mailbox.Text("path"))];
}
