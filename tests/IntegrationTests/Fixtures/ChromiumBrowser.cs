using Microsoft.Playwright;

namespace ImapApi.IntegrationTests.Fixtures;

/// <summary>A browser for the tests of one class.</summary>
public sealed class ChromiumBrowser : IAsyncLifetime
{
    private Chromium? _chromium;

    public IBrowser Browser => (_chromium ?? throw new InvalidOperationException("Chromium was not started.")).Browser;

    public async ValueTask InitializeAsync() => _chromium = await Chromium.StartAsync();

    public async ValueTask DisposeAsync()
    {
        if (_chromium is not null)
            await _chromium.DisposeAsync();
    }
}
