using ImapApi.IntegrationTests.Fixtures;

namespace ImapApi.IntegrationTests.BadInput;

public sealed class SecondServer(SharedServers servers)
{
    [Fact]
    public async Task On_the_same_data_directory_ends_with_one_line_and_harms_nothing()
    {
        await using var first = await ApiProcess.StartAsync();
        var account = await servers.AccountAsync(first.Client, await servers.DovecotAsync(), mail => mail.Deliver(MailFactory.Plain(1)));
        var second = await ApiProcess.RunToEndAsync("--api:port", $"{FreePort.Next()}", "--dbs:path", first.DataDirectory);
        second.ShouldBeOneLine(first.DataDirectory);
        (await account.UidsAsync()).ShouldBe([1]);
        (await first.Client.GetAsync("/v1/accounts")).Ok().Number("total").ShouldBe(1);

        // The lock dies with its holder.
        await first.KillAsync();
        await first.StartAsync();
        (await first.Client.GetAsync("/v1/accounts")).Ok().Number("total").ShouldBe(1);
    }
}
