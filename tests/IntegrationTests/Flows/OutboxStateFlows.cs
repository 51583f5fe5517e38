using ImapApi.Domain.Submissions;
using ImapApi.IntegrationTests.Fixtures;
using ImapApi.TestKit.Smtp;

namespace ImapApi.IntegrationTests.Flows;

/// <summary>Each state of the outbox as the API shows it, and how a message comes into it.</summary>
public sealed class OutboxStateFlows(SharedServers servers)
{
    [Fact]
    public async Task Every_state_of_the_outbox_is_reached()
    {
        await using var sink = SmtpSink.Start();
        await using var api = await servers.NewApiAsync(StoreKind.Sqlite, "--outbox:schedule", "1h", "--outbox:concurrency", "10");
        var account = await SendingAccount.RegisterAsync(api.Client, sink, servers.NewUser());
        var (before, end) = (new SmtpGate(), new SmtpGate());
        sink.On(SmtpStage.Rcpt, async (command, reply) =>
        {
            if (command.Path.StartsWith("sending", StringComparison.Ordinal))
                await before.PassAsync(reply.Closing);
            await (command.Path.Split('@')[0] switch
            {
                "queued" => reply.LineAsync("451 4.3.0 Later"),
                "rejected" => reply.LineAsync("550 5.1.1 Nobody"),
                "failed" => reply.LineAsync("450 4.2.1 Not now"),
                _ => reply.StandardAsync(),
            });
        });
        sink.On(SmtpStage.Content, async (_, reply) =>
        {
            var to = reply.Session.State.Recipients[0].Address;
            if (to.StartsWith("committing", StringComparison.Ordinal))
                await end.PassAsync(reply.Closing);
            if (to.StartsWith("unknown", StringComparison.Ordinal))
                reply.Drop();
            else
                await reply.StandardAsync();
        });

        foreach (var state in Enum.GetValues<OutboxState>())
            await BeginAsync(account, state);
        await before.WaitUntilReachedAsync();
        await end.WaitUntilReachedAsync();

        foreach (var state in Enum.GetValues<OutboxState>())
        {
            var word = state.ToString().ToLowerInvariant();
            await Eventually.TrueAsync(async () => (await EntryAsync(account, word)).Text("state") == word, $"the message to {word} is {word}");
            (await account.Api.GetAsync($"/v1/outbox?account={account.Id}&state={word}")).Ok().Items("messages").ShouldHaveSingleItem().At("envelope").Texts("to").ShouldBe([$"{word}@example.com"]);
        }

        before.Release();
        end.Release();
        foreach (var word in new[] { "sending", "committing" })
            await Eventually.TrueAsync(async () => (await EntryAsync(account, word)).Text("state") == "sent", $"the message to {word} is sent");
        sink.Messages.SelectMany(message => message.To).ShouldBe(["sending@example.com", "committing@example.com", "sent@example.com"], ignoreOrder: true);
    }

    /// <summary>Submits what comes into this state and stays there.</summary>
    private static async Task BeginAsync(SendingAccount account, OutboxState state)
    {
        var word = state.ToString().ToLowerInvariant();
        var message = new Dictionary<string, object> { ["from"] = new { address = "alice@example.com" }, ["to"] = new[] { new { address = $"{word}@example.com" } }, ["subject"] = word, ["text"] = "x" };
        if (state is OutboxState.Scheduled or OutboxState.Cancelled)
            message["sendAt"] = TimeProvider.System.GetUtcNow().AddHours(1).ToString("O", System.Globalization.CultureInfo.InvariantCulture);
        else if (state is OutboxState.Queued or OutboxState.Sending or OutboxState.Committing)
            message["queue"] = true;
        await account.SubmitAsync(message);
        if (state == OutboxState.Cancelled)
            (await account.Api.DeleteAsync($"/v1/outbox/{(await EntryAsync(account, word)).Text("queueId")}")).Ok();
    }

    private static async Task<System.Text.Json.JsonElement> EntryAsync(SendingAccount account, string subject) => (await account.OutboxAsync()).Single(entry => entry.Text("subject") == subject);
}
