using System.Net;
using System.Text.Json;
using ImapApi.IntegrationTests.Fixtures;
using ImapApi.TestKit.Smtp;

namespace ImapApi.IntegrationTests.Cluster;

/// <summary>Mail that waits in the outbox while its nodes come and go: each message is sent once, or the outbox says that it does not know.</summary>
[Collection("Alone")]
public sealed class ClusterMailTests(SharedServers servers)
{
    private const int Accounts = 12;
    private const int Each = 5;

    /// <summary>So that there is a middle.</summary>
    private static readonly TimeSpan Slow = TimeSpan.FromMilliseconds(200);

    [Fact]
    public async Task No_message_is_sent_twice_or_forgotten_when_nodes_are_killed()
    {
        await using var cluster = await TestCluster.StartAsync(3, "--outbox:schedule", "1s 1s 2s 2s 5s");
        await using var sink = SmtpSink.Start().Delay(SmtpStage.Data, Slow).Delay(SmtpStage.Content, Slow);
        var queued = await QueueAsync(cluster, sink);

        // In the middle of it.
        await Eventually.TrueAsync(() => Task.FromResult(sink.Messages.Count >= Accounts * Each / 4), "some are sent");
        await cluster[1].Api.KillAsync();
        await cluster[2].Api.KillAsync();

        var api = cluster[0].Api.Client;
        var unknown = 0;
        foreach (var id in queued)
        {
            var state = await UntilEndedAsync(api, id);
            state.ShouldBeOneOf("sent", "unknown");
            unknown += state == "unknown" ? 1 : 0;
        }

        var sent = sink.Messages.Select(message => message.Parse().Subject).ToList();
        sent.Distinct().Count().ShouldBe(sent.Count, "no message was sent twice");
        sent.Count.ShouldBeInRange(queued.Count - unknown, queued.Count);
        // Two messages of an account are under way at the same time.
        unknown.ShouldBeLessThanOrEqualTo(2 * Accounts);
    }

    [Fact]
    public async Task Every_message_is_sent_once_when_its_node_is_stopped()
    {
        await using var cluster = await TestCluster.StartAsync(3);
        await using var sink = SmtpSink.Start().Delay(SmtpStage.Data, Slow).Delay(SmtpStage.Content, Slow);
        var queued = await QueueAsync(cluster, sink);

        await Eventually.TrueAsync(() => Task.FromResult(sink.Messages.Count >= Accounts * Each / 4), "some are sent");
        (await cluster[1].Api.StopAsync()).ShouldBe(0);
        (await cluster[2].Api.StopAsync()).ShouldBe(0);

        foreach (var id in queued)
            (await UntilEndedAsync(cluster[0].Api.Client, id)).ShouldBe("sent", id);
        sink.Messages.Select(message => message.Parse().Subject).Order().ShouldBe(Subjects().Order());
    }

    /// <summary>Some at each node, most of them at another than their account's.</summary>
    private async Task<IReadOnlyList<string>> QueueAsync(TestCluster cluster, SmtpSink sink)
    {
        var queued = new List<string>();
        var number = 0;
        for (var i = 0; i < Accounts; i++)
        {
            var account = await SendingAccount.RegisterAsync(cluster[i % 3].Api.Client, sink, servers.NewUser());
            for (var j = 0; j < Each; j++)
            {
                var message = new { from = new { address = "alice@example.com" }, to = new[] { new { address = "bob@example.com" } }, subject = $"Number {number++}", text = "Once", queue = true };
                var answer = await account.SubmitAsync(message);
                answer.Status.ShouldBe(HttpStatusCode.Accepted, answer.Text);
                queued.Add(JsonDocument.Parse(answer.Body).RootElement.Text("queueId"));
            }
        }

        return queued;
    }

    private static IEnumerable<string> Subjects() => Enumerable.Range(0, Accounts * Each).Select(number => $"Number {number}");

    private static async Task<string> UntilEndedAsync(ApiClient api, string id)
    {
        JsonElement entry = default;
        await Eventually.TrueAsync(
            async () => (entry = (await api.GetAsync($"/v1/outbox/{id}")).Ok()).Text("state") is "sent" or "unknown" or "failed" or "rejected", $"{id} has ended", TimeSpan.FromMinutes(2));
        return entry.Text("state");
    }
}
