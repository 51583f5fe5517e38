using ImapApi.IntegrationTests.Fixtures;

namespace ImapApi.IntegrationTests.Costs;

/// <summary>What changing ten thousand messages at once says to the mail server.</summary>
public sealed class BulkCosts(SharedServers servers)
{
    private const int Messages = 10_000;

    [Theory]
    [InlineData(DovecotProfile.Full)]
    [InlineData(DovecotProfile.Plain)]
    public async Task Ten_thousand_messages_are_flagged_in_few_commands_and_bytes(DovecotProfile profile)
    {
        var server = await servers.DovecotAsync(profile);
        await using var proxy = new RecordingProxy(DovecotServer.Host, server.Port);
        var message = MailFactory.Plain(1, text: "Short.\r\n");
        var account = await servers.AccountAsync((await servers.ApiAsync()).Client, server, mail => mail.Deliver(Enumerable.Repeat(message, Messages)), proxy.Port);
        await account.InitializedAsync();
        proxy.Forget();
        var before = proxy.ServerBytes;

        var answer = await account.Api.SendAsync(
            HttpMethod.Put,
            $"{account.Path}/messages?path=INBOX",
            ApiClient.Json(new { search = new { seen = false }, flags = new { add = (string[])["\\Seen"] } }),
            headers => headers.Add("X-Timeout", "300000"));

        (answer.Ok().Number("matched"), answer.Ok().Number("updated")).ShouldBe((Messages, Messages));
        var commands = proxy.Commands.Where(command => command.StartsWith("UID", StringComparison.Ordinal)).ToArray();
        commands.Length.ShouldBeLessThanOrEqualTo(8, string.Join('\n', commands.Select(command => command[..Math.Min(100, command.Length)])));
        (proxy.ServerBytes - before).ShouldBeLessThanOrEqualTo(20 * 1024 * 1024);
        (await account.PageAsync(query: "&search[seen]=false")).Number("total").ShouldBe(0);
        await account.Api.DeleteAsync(account.Path);
    }
}
