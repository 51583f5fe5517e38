using System.Diagnostics;
using System.Text.Json;
using ImapApi.IntegrationTests.Fixtures;

namespace ImapApi.IntegrationTests.Documentation;

/// <summary>
/// The commands of <c>docs/getting-started.md</c>, run by a shell in their order. The two that build and stay are started as the programs that they build, and
/// what every reader fills in for himself, addresses and the account, is filled in.
/// </summary>
public sealed class GettingStarted(SharedServers servers)
{
    private const string Page = "docs/getting-started.md";
    private const string Server = "./run.sh";
    private const string Receiver = "dotnet run --project examples/webhook-receiver -- --urls http://127.0.0.1:3081 --secret whsec_…";

    [Fact]
    public async Task Leads_from_nothing_to_the_first_webhook_in_five_commands()
    {
        var commands = FencedBlocks.CommandsIn(Page);
        commands.Count.ShouldBeInRange(2, 5);
        commands[0].ShouldBe(Server);
        commands.ShouldContain(Receiver);
        File.GetUnixFileMode(RepositoryFiles.PathOf("run.sh")).HasFlag(UnixFileMode.UserExecute).ShouldBeTrue();
        var user = servers.NewUser();
        var server = await servers.DovecotAsync();
        await using var api = await ApiProcess.StartAsync();
        ExampleProcess? receiver = null;
        try
        {
            var secret = "";
            foreach (var command in commands.Skip(1))
            {
                if (command == Receiver)
                {
                    receiver = await ExampleProcess.StartAsync("WebhookReceiver", FreePort.Next(), "--secret", secret);
                    continue;
                }

                using var answer = JsonDocument.Parse(await RunAsync(Filled(command, api, receiver, server, user)));
                answer.RootElement.TryGetProperty("code", out _).ShouldBeFalse($"{command}\n{answer.RootElement}");
                if (answer.RootElement.TryGetProperty("secret", out var shown))
                    secret = shown.GetString()!;
            }

            await receiver!.UntilPrintedAsync("accountInitialized of example");
            server.MailOf(user).Deliver(MailFactory.Plain(1, "The first webhook"));
            (await receiver.UntilPrintedAsync("messageNew of example")).ShouldContain("The first webhook");
        }
        finally
        {
            if (receiver is not null)
                await receiver.DisposeAsync();
        }
    }

    private static string Filled(string command, ApiProcess api, ExampleProcess? receiver, DovecotServer server, string user)
    {
        var filled = command.Replace("localhost:3000", $"127.0.0.1:{api.Port}", StringComparison.Ordinal);
        if (receiver is not null)
            filled = filled.Replace("http://127.0.0.1:3081/", receiver.Address, StringComparison.Ordinal);
        return filled
            .Replace("\"host\": \"imap.example.com\", \"port\": 993, \"secure\": true", $"\"host\": \"{DovecotServer.Host}\", \"port\": {server.Port}, \"secure\": false", StringComparison.Ordinal)
            .Replace("\"me@example.com\", \"pass\": \"verysecret\"", $"\"{user}\", \"pass\": \"{DovecotServer.Password}\"", StringComparison.Ordinal);
    }

    private static async Task<string> RunAsync(string command)
    {
        using var shell = Process.Start(new ProcessStartInfo("bash", ["-c", command]) { UseShellExecute = false, RedirectStandardOutput = true, RedirectStandardError = true })!;
        var errors = shell.StandardError.ReadToEndAsync();
        var output = await shell.StandardOutput.ReadToEndAsync();
        await shell.WaitForExitAsync();
        shell.ExitCode.ShouldBe(0, $"{command}\n{output}{await errors}");
        return output;
    }
}
