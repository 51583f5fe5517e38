using System.Net;
using System.Security.Cryptography;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.Unicode;
using ImapApi.IntegrationTests.Fixtures;

namespace ImapApi.IntegrationTests.Comparison;

/// <summary>
/// Puts <see cref="SameMail"/> into an account and asks the API everything about it. What it answered stands in <see cref="Lines"/>, by what was asked; the
/// mailboxes have the names of the comparison there, and messages are "mailbox/UID" instead of ids, which are each account's own.
/// </summary>
/// <param name="below">Where the server wants its mailboxes: a prefix of their paths.</param>
internal sealed partial class Transcript(TestAccount account, string below)
{
    private static readonly JsonSerializerOptions Readable = new() { Encoder = JavaScriptEncoder.Create(UnicodeRanges.All) };

    /// <summary>Members that are each account's or each server's own.</summary>
    private static readonly string[] Own = ["id", "emailId", "threadId", "modseq"];

    private readonly Dictionary<string, string> _messages = new(StringComparer.Ordinal);

    public Dictionary<string, string> Lines { get; } = new(StringComparer.Ordinal);

    public async Task WriteAsync()
    {
        await FillAsync();
        await ListAsync();
        await ReadAsync();
        await SearchAsync();
        await FindConversationsAsync();
        await ChangeAsync();
    }

    private async Task FillAsync()
    {
        foreach (var mailbox in SameMail.Mailboxes.Skip(1))
            (await account.PostAsync("mailbox", new { path = PathOf(mailbox) })).Ok();
        foreach (var (mailbox, message, received, flags) in SameMail.Messages())
        {
            var uploaded = (await account.PostAsync("message", new { path = PathOf(mailbox), raw = Convert.ToBase64String(message), internalDate = received, flags })).Ok();
            var name = $"{mailbox}/{_messages.Values.Count(known => known.StartsWith(mailbox + "/", StringComparison.Ordinal)) + 1}";
            _messages[uploaded.Text("id")] = name;
            Lines[$"source of {name}"] = (await account.GetAsync($"message/{uploaded.Text("id")}/source")).OkBytes().AsSpan().SequenceEqual(message) ? "as uploaded" : "altered";
        }
    }

    private async Task ListAsync()
    {
        foreach (var mailbox in SameMail.Mailboxes)
        {
            var listed = await account.PageAsync(PathOf(mailbox), "&pageSize=1000");
            Note($"numbers of {mailbox}", $"{listed.Number("total")} in {listed.Number("pages")}");
            foreach (var message in listed.Items("messages"))
                Note($"entry of {_messages[message.Text("id")]}", Plain(message));
            var page = await account.PageAsync(PathOf(mailbox), "&pageSize=4");
            var next = await account.GetAsync($"messages?path={Uri.EscapeDataString(PathOf(mailbox))}&pageSize=4" + (page.Has("nextPageCursor") ? "&cursor=" + page.Text("nextPageCursor") : "&page=1"));
            Note($"first and second page of {mailbox}", Names(page) + " | " + Names(next.Ok()));
        }
    }

    private async Task ReadAsync()
    {
        foreach (var (id, name) in _messages)
        {
            var message = (await account.GetAsync($"message/{id}?textType=*&maxBytes=2000")).Ok();
            Note($"message {name}", Plain(message));
            Note($"text of {name}", Plain((await account.GetAsync($"text/{message.At("text").Text("id")}")).Ok()));
            foreach (var attachment in message.Has("attachments") ? message.Items("attachments") : [])
            {
                var content = (await account.GetAsync($"attachment/{attachment.Text("id")}")).OkBytes();
                Note($"attachment {attachment.GetProperty("contentType")} of {name}", $"{content.Length} bytes, {Convert.ToHexString(SHA256.HashData(content))}");
            }
        }
    }

    private async Task FindConversationsAsync()
    {
        var found = (await account.GetAsync($"threads?path={Uri.EscapeDataString(PathOf("Archive"))}")).Ok();
        Note("conversations", string.Join(" | ", found.Items("threads").Select(thread => $"{Names(thread.Texts("ids"))}: {thread.Number("count")}, {thread.Number("unseenCount")} unseen")));
    }

    private string PathOf(string mailbox) => mailbox == "INBOX" ? mailbox : below + mailbox;

    private string NameOf(string path) => path == "INBOX" || below.Length == 0 ? path : path[below.Length..];

    private string Names(JsonElement page) => Names(page.Items("messages").Select(message => message.Text("id")));

    private string Names(IEnumerable<string> ids) => string.Join(' ', ids.Select(id => _messages.GetValueOrDefault(id, "?")));

    /// <summary>The answer of a question that may be refused.</summary>
    private string Outcome(ApiAnswer answer, Func<JsonElement, string> read)
    {
        var mode = answer.Headers.TryGetValue("Search-Mode", out var how) ? $" ({how})" : "";
        return answer.Status == HttpStatusCode.OK ? read(answer.Ok()) + mode : $"{(int)answer.Status} {JsonNode.Parse(answer.Text)!["code"]}";
    }

    private void Note(string what, string answer) => Lines.Add(what, answer);

    private string Plain(JsonElement answer)
    {
        var node = JsonNode.Parse(answer.GetRawText())!;
        Strip(node);
        return node.ToJsonString(Readable);
    }

    private void Strip(JsonNode? node)
    {
        if (node is JsonArray items)
        {
            foreach (var item in items)
                Strip(item);
        }
        else if (node is JsonObject members)
        {
            foreach (var own in Own)
                members.Remove(own);
            if (members["flags"] is JsonArray flags)
                members["flags"] = new JsonArray([.. flags.Select(flag => flag!.GetValue<string>()).Order(StringComparer.Ordinal).Select(flag => (JsonNode)flag)]);
            if (members["path"] is JsonValue path)
                members["path"] = NameOf(path.GetValue<string>());
            foreach (var member in members)
                Strip(member.Value);
        }
    }
}
