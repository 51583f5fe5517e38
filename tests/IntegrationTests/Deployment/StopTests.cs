using System.Diagnostics;
using System.Net;
using ImapApi.IntegrationTests.Fixtures;

namespace ImapApi.IntegrationTests.Deployment;

public sealed class StopTests(SharedServers servers)
{
    /// <summary>What service managers are told to wait: the unit in <c>deploy/systemd</c> waits longer, so that nothing is ever killed.</summary>
    private static readonly TimeSpan Longest = TimeSpan.FromSeconds(10);

    [Fact]
    public async Task Ends_in_time_with_a_stream_a_wait_and_a_download_open()
    {
        await using var api = await ApiProcess.StartAsync();
        (await api.Client.PostAsync("/v1/settings", new { logs = new { all = true } })).Ok();
        var account = await servers.AccountAsync(
            api.Client, await servers.DovecotAsync(), mail => mail.Deliver(MailFactory.WithLargeAttachment(1, MailFactory.Bytes(7, 20 * 1024 * 1024))));
        var attachment = (await account.MessagesAsync())[0].Items("attachments").Single().Text("id");
        using var stream = await EventStreamReader.OpenAsync(api.Client, $"?account={account.Id}");
        using var download = await api.Client.OpenAsync(HttpMethod.Get, $"{account.Path}/attachment/{attachment}");
        download.StatusCode.ShouldBe(HttpStatusCode.OK);
        var waiting = account.GetAsync("messages/wait?from=nobody@example.com&timeout=300");
        await Eventually.TrueAsync(async () => (await api.Client.GetAsync($"/v1/logs/{account.Id}")).Text.Contains("nobody@example.com", StringComparison.Ordinal), "the wait has looked for what is there");

        var watch = Stopwatch.StartNew();
        (await api.StopAsync()).ShouldBe(0, api.Output);
        watch.Elapsed.ShouldBeLessThan(Longest, api.Output);

        // A download's end must not be taken for the whole.
        await using var body = await download.Content.ReadAsStreamAsync(TestContext.Current.CancellationToken);
        await Should.ThrowAsync<Exception>(async () => await body.CopyToAsync(Stream.Null, TestContext.Current.CancellationToken));
        (await waiting).Problem(HttpStatusCode.ServiceUnavailable, "NotReady").Truth("retryable").ShouldBeTrue();
        api.Output.ShouldNotContain("Unhandled exception");

        await api.StartAsync();
        await api.Client.UntilAsync(account.Id, "connected");
    }
}
