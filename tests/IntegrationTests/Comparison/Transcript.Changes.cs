using System.Text.Json;
using ImapApi.IntegrationTests.Fixtures;

namespace ImapApi.IntegrationTests.Comparison;

internal sealed partial class Transcript
{
    /// <summary>Moves, copies, flags and deletes, one and many, and what the changes since before say of each.</summary>
    private async Task ChangeAsync()
    {
        var token = (await account.GetAsync("messages/changes?path=INBOX&limit=1000")).Ok().Text("token");
        var unchanged = (await account.GetAsync($"messages/changes?path=INBOX&since={token}")).Ok();
        Note("changes when there are none", Changes(unchanged));

        Note("flags of one message", Plain((await account.PutAsync($"message/{IdOf("INBOX/2")}", new { flags = new { add = new[] { "\\Flagged", "Project" }, delete = new[] { "\\Seen" } } })).Ok()));
        Note("flags of many", Plain((await account.PutAsync("messages?path=INBOX", new { search = new { from = "sender" }, flags = new { add = new[] { "\\Answered" } } })).Ok()));
        Note("flags of many, set", Plain((await account.PutAsync("messages?path=INBOX", new { search = new { uid = "3:5" }, flags = new { set = new[] { "\\Seen", "Project" } } })).Ok()));
        (string Id, string Name)[] some = [.. _messages.Where(message => message.Value is "INBOX/7" or "INBOX/8").Select(message => (message.Key, message.Value))];
        await MovedAsync("one message moved", await account.PutAsync($"message/{IdOf("INBOX/1")}/move", new { path = PathOf("Archive") }), IdOf("INBOX/1"));
        await MovedAsync("one message copied", await account.PutAsync($"message/{IdOf("INBOX/6")}/copy", new { path = PathOf("Archive") }), null);
        Note("many moved by ids", Moved((await account.PutAsync("messages/move?path=INBOX", new { ids = some.Select(message => message.Id), path = PathOf("Grüße") })).Ok()));
        Note("many moved by a search", Moved((await account.PutAsync("messages/move?path=INBOX", new { search = new { subject = "invoice" }, path = PathOf("Grüße") })).Ok()));
        Note("one message deleted for good", Plain((await account.DeleteAsync($"message/{IdOf("INBOX/10")}?force=true")).Ok()));
        Note("many deleted for good", Plain((await account.PutAsync("messages/delete?path=INBOX&force=true", new { search = new { uid = "12:13" } })).Ok()));
        Note("a message that is gone", Outcome(await account.GetAsync($"message/{IdOf("INBOX/10")}"), Plain));

        // A page may be a moment behind what another connection has done.
        await Eventually.TrueAsync(async () => (await account.MessagesAsync()).Length == 18, "the moved and the deleted are gone");
        var changes = (await account.GetAsync($"messages/changes?path=INBOX&since={token}&limit=1000")).Ok();
        Note("changes since before all that", Changes(changes));
        Note("flags after all that", string.Join(" | ", (await account.MessagesAsync()).Select(message => $"{Names([message.Text("id")])} {string.Join(' ', message.Texts("flags").Order(StringComparer.Ordinal))}")));
        foreach (var mailbox in SameMail.Mailboxes)
            Note($"what is in {mailbox} after all that", string.Join(' ', (await account.MessagesAsync(PathOf(mailbox))).Select(message => message.Text("messageId")).Order(StringComparer.Ordinal)));
    }

    private string IdOf(string name) => _messages.Single(message => message.Value == name).Key;

    private string Moved(JsonElement answer) => $"{answer.Number("matched")} matched, {answer.Number("done")} done, {(answer.Has("idMap") ? answer.At("idMap").GetArrayLength() : 0)} new ids";

    private async Task MovedAsync(string what, ApiAnswer answer, string? gone)
    {
        var moved = answer.Ok();
        var there = moved.Has("id") ? (await account.GetAsync($"message/{moved.Text("id")}")).Ok().Text("messageId") : "somewhere";
        var here = gone is null ? "" : Outcome(await account.GetAsync($"message/{gone}"), Plain);
        Note(what, $"{NameOf(moved.Text("path"))}: {there} {here}");
    }

    private string Changes(JsonElement answer) =>
        $"added {Sorted(answer, "added")}; updated {Sorted(answer, "updated")}; removed {Sorted(answer, "removed")}";

    private string Sorted(JsonElement answer, string member) =>
        string.Join(' ', answer.Items(member).Select(message => _messages.GetValueOrDefault(message.Text("id"), "?")).Order(StringComparer.Ordinal));
}
