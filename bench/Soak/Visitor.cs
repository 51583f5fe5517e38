using System.Text.Json;
using ImapApi.Bench.Scenarios;
using ImapApi.Bench.Wire;

namespace ImapApi.Bench.Soak;

/// <summary>
/// One caller, who visits his accounts one after the other, and does of everything a little: nobody else changes them but the postman. He leaves a mailbox about as
/// he found it, so that the load of the last minute is that of the first.
/// </summary>
internal sealed class Visitor(PacedApi api, IReadOnlyList<string> accounts, Tally tally, int seed)
{
    public const string Listing = "listing";
    public const string Submission = "submit";

    private const int KeptSent = 3;
    private const int Senders = 50;

    private readonly Random _random = new(seed);
    private int _number;

    public void Run()
    {
        for (var visit = 0; ; visit++)
            Visit(accounts[visit % accounts.Count]);
    }

    private void Visit(string account)
    {
        using var newest = api.Ask(Listing, HttpWire.Get(Urls.Listing(account)));
        using var older = api.Ask("second page", HttpWire.Get(Urls.Listing(account, page: 1)));
        JsonElement[] messages = [.. MessagesOf(newest), .. MessagesOf(older)];
        JsonElement[] lasting = [.. messages.Where(message => !Tally.IsDelivery(message))];
        if (lasting.Length == 0)
            return;
        Read(account, lasting);
        api.Send("search", SoakRequests.Search(account, _random.Next(Senders)));
        Flag(account, IdOf(Any(lasting)));
        MoveThereAndBack(account, IdOf(Any(lasting)));
        Upload(account);
        Submit(account);
        foreach (var told in messages.Where(tally.IsTold))
            Remove(account, IdOf(told));
    }

    private void Read(string account, JsonElement[] messages)
    {
        api.Send("message with text", HttpWire.Get(Urls.Message(account, IdOf(Any(messages)))));
        JsonElement[] texts = [.. messages.Where(message => message.TryGetProperty("text", out var text) && text.TryGetProperty("id", out _))];
        if (texts.Length > 0)
            api.Send("text", HttpWire.Get(Urls.Text(account, IdOf(Any(texts).GetProperty("text")))));
        JsonElement[] attachments = [.. messages.Where(message => message.TryGetProperty("attachments", out _)).SelectMany(message => message.GetProperty("attachments").EnumerateArray())];
        if (attachments.Length > 0)
            api.Send("attachment", HttpWire.Get(Urls.Attachment(account, IdOf(Any(attachments)))));
    }

    private void Flag(string account, string message)
    {
        api.Send("flag", SoakRequests.Flag(account, message, add: true));
        api.Send("flag", SoakRequests.Flag(account, message, add: false));
    }

    private void MoveThereAndBack(string account, string message)
    {
        using var there = api.Ask("move", SoakRequests.Move(account, message, SoakWorld.Archive));
        if (there is not null)
            api.Send("move", SoakRequests.Move(account, IdOf(there.RootElement), "INBOX"));
    }

    private void Upload(string account)
    {
        using var uploaded = api.Ask("upload", SoakRequests.Upload(account, ++_number));
        if (uploaded is not null)
            api.Send("delete", SoakRequests.Delete(account, IdOf(uploaded.RootElement), force: true));
    }

    private void Submit(string account)
    {
        api.Send(Submission, SoakRequests.Submit(account, ++_number), expected: 202);
        using var copies = api.Ask("listing of Sent", HttpWire.Get($"/v1/account/{account}/messages?path=%5CSent&pageSize=20"));
        string[] old = [.. MessagesOf(copies).Skip(KeptSent).Select(IdOf)];
        if (old.Length > 0)
            api.Send("delete many", SoakRequests.DeleteSent(account, old));
    }

    /// <summary>To Trash, and from there for good.</summary>
    private void Remove(string account, string message)
    {
        using var moved = api.Ask("delete", SoakRequests.Delete(account, message));
        if (moved is not null)
            api.Send("delete", SoakRequests.Delete(account, moved.RootElement.GetProperty("moved").GetProperty("message").GetString()!));
    }

    private JsonElement Any(JsonElement[] things) => things[_random.Next(things.Length)];

    private static JsonElement[] MessagesOf(JsonDocument? listing) => listing is null ? [] : [.. listing.RootElement.GetProperty("messages").EnumerateArray()];

    private static string IdOf(JsonElement thing) => thing.GetProperty("id").GetString()!;
}
