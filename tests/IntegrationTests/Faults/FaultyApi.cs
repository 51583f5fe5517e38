using ImapApi.IntegrationTests.Fixtures;

namespace ImapApi.IntegrationTests.Faults;

/// <summary>The program with little patience, for tests that have to see it run out.</summary>
public sealed class FaultyApi : IAsyncLifetime
{
    private const string Patience = "5";

    public ApiProcess Api { get; private set; } = null!;

    public async ValueTask InitializeAsync() => Api = await ApiProcess.StartAsync(
        "--imap:connectTimeoutSeconds", Patience, "--smtp:commandTimeoutSeconds", Patience, "--smtp:answerTimeoutSeconds", Patience, "--smtp:keepSeconds", "300", "--smtp:hostConnections", "200",
        "--outbox:schedule", "1s 1s 1s 1s 1s 1s 1s 1s 1s");

    public ValueTask DisposeAsync() => Api.DisposeAsync();
}
