using System.Net.Http.Headers;
using System.Text.Json;
using ImapApi.TestKit.Smtp;

namespace ImapApi.IntegrationTests.Fixtures;

/// <summary>An account that sends by way of a recording submission server.</summary>
internal sealed record SendingAccount(ApiClient Api, SmtpSink Sink, string Id)
{
    private string Submit => $"{Registration.PathOf(Id)}/submit";

    public static object Message(string subject = "Hello") =>
        new { from = new { address = "alice@example.com" }, to = new[] { new { address = "bob@example.com" } }, subject, text = "Good morning" };

    /// <param name="imap">Null: the account only sends.</param>
    public static async Task<SendingAccount> RegisterAsync(ApiClient api, SmtpSink sink, string id, object? imap = null)
    {
        var smtp = Registration.Imap(sink.Port, id, "secret", sink.Host);
        var body = imap is null ? (object)new { account = id, name = id, smtp } : new { account = id, name = id, imap, smtp };
        (await api.PostAsync("/v1/account", body)).Ok();
        if (imap is not null)
            await api.UntilAsync(id, "connected");
        return new SendingAccount(api, sink, id);
    }

    public Task<ApiAnswer> SubmitAsync(object message, string? key = null, int? timeout = null) => Api.SendAsync(HttpMethod.Post, Submit, ApiClient.Json(message), headers => Set(headers, key, timeout));

    /// <summary>All that the outbox has of this account, the newest first.</summary>
    public async Task<JsonElement[]> OutboxAsync() => (await Api.GetAsync($"/v1/outbox?account={Uri.EscapeDataString(Id)}&pageSize=1000")).Ok().Items("messages");

    /// <summary>The entry, once it is in this state and nothing is left to do for it.</summary>
    public async Task<JsonElement> UntilAsync(string queueId, string state)
    {
        var last = "";
        try
        {
            return (await Eventually.GetAsync(
                async () =>
                {
                    var answer = await Api.GetAsync($"/v1/outbox/{queueId}");
                    last = answer.Text;
                    return answer.Ok().Text("state") == state ? answer : null;
                },
                $"message {queueId} is {state}")).Ok();
        }
        catch (TimeoutException late)
        {
            throw new TimeoutException($"{late.Message}; last: {last}", late);
        }
    }

    /// <summary>The types of the account's events that tell of messages.</summary>
    public async Task<string[]> EventsAsync() =>
        [.. (await Api.GetAsync($"/v1/events?account={Uri.EscapeDataString(Id)}&after=0&limit=1000")).Ok().Items("events").Select(e => e.Text("event")).Where(type => type is "messageSent" or "messageDeliveryError" or "messageFailed")];

    private static void Set(HttpRequestHeaders headers, string? key, int? timeout)
    {
        if (key is not null)
            headers.Add("Idempotency-Key", key);
        if (timeout is { } milliseconds)
            headers.Add("X-Timeout", milliseconds.ToString(System.Globalization.CultureInfo.InvariantCulture));
    }
}
