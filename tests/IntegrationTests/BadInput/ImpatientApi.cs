using ImapApi.IntegrationTests.Fixtures;

namespace ImapApi.IntegrationTests.BadInput;

/// <summary>A program that gives up a command soon, so that its tests need not wait for it.</summary>
public sealed class ImpatientApi : IAsyncLifetime
{
    public ApiProcess Process { get; private set; } = null!;

    public async ValueTask InitializeAsync() => Process = await ApiProcess.StartAsync("--imap:commandTimeoutSeconds", "3", "--imap:connectTimeoutSeconds", "3");

    public ValueTask DisposeAsync() => Process.DisposeAsync();
}
