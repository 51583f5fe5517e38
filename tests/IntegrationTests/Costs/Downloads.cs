using System.Security.Cryptography;
using ImapApi.IntegrationTests.Fixtures;

namespace ImapApi.IntegrationTests.Costs;

/// <summary>Measures a process: has one of its own, and nothing runs beside it.</summary>
[Collection("Alone")]
public sealed class Downloads(SharedServers servers)
{
    private const int Size = 50 * 1024 * 1024;
    private const long Allowed = 8 * 1024 * 1024;

    /// <summary>When the runtime collects garbage, compiles and takes pages is its own affair, and adds to what a download takes; the least of some is what it needs.</summary>
    private const int Attempts = 4;

    [Fact]
    public async Task Of_fifty_megabytes_cost_eight_of_memory_whether_read_fast_or_slowly()
    {
        await using var api = await ApiProcess.StartAsync();
        var content = MailFactory.Bytes(5, Size);
        var server = await servers.DovecotAsync();
        var account = await servers.AccountAsync(api.Client, server, mail => mail.Deliver(MailFactory.WithLargeAttachment(1, content)));
        var id = (await account.MessagesAsync())[0].Items("attachments").Single().Text("id");
        var hash = Convert.ToHexString(SHA256.HashData(content));
        var target = $"{account.Path}/attachment/{id}";

        // What is compiled, which the runtime does in pauses, and pooled the first time stays.
        (await ReadAsync(api.Client, target, pauses: 0)).ShouldBe(hash);
        (await ReadAsync(api.Client, target, pauses: 20)).ShouldBe(hash);
        foreach (var pauses in (int[])[0, 20])
        {
            var grown = new List<long>();
            while (grown.Count < Attempts && (grown.Count == 0 || grown[^1] > Allowed))
                grown.Add(await GrowthAsync(api, target, pauses, hash));
            grown.Min().ShouldBeLessThanOrEqualTo(Allowed, $"{pauses} pauses");
        }
    }

    [Fact]
    public async Task That_nobody_reads_to_the_end_free_the_connection()
    {
        var account = await servers.AccountAsync(fill: mail => mail.Deliver(MailFactory.WithLargeAttachment(1, MailFactory.Bytes(6, 20 * 1024 * 1024)), "Other"));
        var id = (await account.MessagesAsync("Other"))[0].Items("attachments").Single().Text("id");
        for (var i = 0; i < 5; i++)
        {
            using var response = await account.Api.OpenAsync(HttpMethod.Get, $"{account.Path}/attachment/{id}");
            await using var stream = await response.Content.ReadAsStreamAsync(TestContext.Current.CancellationToken);
            await stream.ReadExactlyAsync(new byte[1000], TestContext.Current.CancellationToken);
        }

        (await account.UidsAsync("Other")).ShouldBe([1]);
        (await account.PageAsync()).Number("total").ShouldBe(0);
    }

    [Fact]
    public async Task Of_a_little_text_leave_the_rest_on_the_server()
    {
        var server = await servers.DovecotAsync();
        await using var proxy = new RecordingProxy(DovecotServer.Host, server.Port);
        var text = string.Concat(Enumerable.Repeat("A line of a text that does not end soon.\r\n", 250_000));
        var account = await servers.AccountAsync((await servers.ApiAsync()).Client, server, mail => mail.Deliver(MailFactory.Plain(1, text: text)), proxy.Port);
        var id = (await account.MessagesAsync())[0].At("text").Text("id");
        var before = proxy.ServerBytes;
        var cut = (await account.GetAsync($"text/{id}?maxBytes=1000")).Ok();
        cut.Text("plain").Length.ShouldBe(1000);
        cut.Truth("hasMore").ShouldBeTrue();
        (proxy.ServerBytes - before).ShouldBeLessThan(64 * 1024);
        (await account.Api.DeleteAsync(account.Path)).Ok();
    }

    /// <summary>How much the process grows at most while it is read, in bytes.</summary>
    private static async Task<long> GrowthAsync(ApiProcess api, string target, int pauses, string hash)
    {
        var memory = ProcessMemory.Of(api.ProcessId);
        memory.ForgetPeak();
        var before = memory.Resident;
        (await ReadAsync(api.Client, target, pauses)).ShouldBe(hash);
        return memory.Peak - before;
    }

    private static async Task<string> ReadAsync(ApiClient api, string target, int pauses)
    {
        using var response = await api.OpenAsync(HttpMethod.Get, target);
        response.EnsureSuccessStatusCode();
        await using var stream = await response.Content.ReadAsStreamAsync(TestContext.Current.CancellationToken);
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        var buffer = new byte[64 * 1024];
        long read = 0, paused = 0;
        while (await stream.ReadAsync(buffer, TestContext.Current.CancellationToken) is > 0 and var count)
        {
            hash.AppendData(buffer, 0, count);
            read += count;
            if (pauses == 0 || read * pauses / Size <= paused)
                continue;
            paused = read * pauses / Size;
            // A reader that is slow is what is tested here: there is no condition to wait for.
            await Task.Delay(100, TestContext.Current.CancellationToken);
        }

        return Convert.ToHexString(hash.GetHashAndReset());
    }
}
