using ImapApi.IntegrationTests.Fixtures;

namespace ImapApi.IntegrationTests.Hostile;

/// <summary>A program of little patience, with an account on a decent server.</summary>
public sealed class HostileProgram : IAsyncLifetime
{
    private TestAccount? _neighbour;
    private int _process;

    public ApiProcess Process { get; private set; } = null!;

    public async ValueTask InitializeAsync()
    {
        Process = await ApiProcess.StartAsync("--imap:commandTimeoutSeconds", "1", "--imap:connectTimeoutSeconds", "1", "--imap:idleSeconds", "10", "--imap:lingerMilliseconds", "0");
        _process = Process.ProcessId;
    }

    public async Task<TestAccount> NeighbourAsync(SharedServers servers) =>
        _neighbour ??= await servers.AccountAsync(Process.Client, await servers.DovecotAsync(), mail => mail.Deliver(MailFactory.Plain(1)));

    /// <summary>Neither gone nor started again, and nothing happened that it did not expect.</summary>
    public void ShouldBeTheSame()
    {
        (Process.HasExited, Process.ProcessId).ShouldBe((false, _process));
        Process.Output.ShouldNotContain("nhandled");
        Process.Output.ShouldNotContain("OutOfMemory");
    }

    public ValueTask DisposeAsync() => Process.DisposeAsync();
}
