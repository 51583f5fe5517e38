using System.Text;
using ImapApi.IntegrationTests.Fixtures;

namespace ImapApi.IntegrationTests.Costs;

/// <summary>Measures a process: has one of its own, and nothing runs beside it.</summary>
[Collection("Alone")]
public sealed class Uploads(SharedServers servers)
{
    private const int Size = 25 * 1024 * 1024;

    [Fact]
    public async Task Of_twenty_five_megabytes_cost_four_times_their_size_at_most()
    {
        await using var api = await ApiProcess.StartAsync();
        var account = await servers.AccountAsync(api.Client, await servers.DovecotAsync());
        var memory = ProcessMemory.Of(api.ProcessId);
        // What is compiled stays.
        await UploadAsync(account, MailFactory.WithLargeAttachment(1, MailFactory.Bytes(1, 100_000)));
        var message = MailFactory.WithLargeAttachment(2, MailFactory.Bytes(2, Size * 3 / 4));
        var before = memory.Resident;
        memory.ForgetPeak();

        var id = await UploadAsync(account, message);

        (memory.Peak - before).ShouldBeLessThanOrEqualTo(4L * Size);
        (await account.GetAsync($"message/{id}/source")).OkBytes().ShouldBe(message);
    }

    private static async Task<string> UploadAsync(TestAccount account, byte[] message)
    {
        using var content = new StringContent($$"""{"path":"INBOX","raw":"{{Convert.ToBase64String(message)}}"}""", Encoding.UTF8, "application/json");
        return (await account.Api.SendAsync(HttpMethod.Post, $"{account.Path}/message", content, headers => headers.Add("X-Timeout", "60000"))).Ok().Text("id");
    }
}
