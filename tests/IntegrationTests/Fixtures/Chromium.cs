using Microsoft.Playwright;

namespace ImapApi.IntegrationTests.Fixtures;

/// <summary>Debian's Chromium without a window; the driver brings no browser of its own.</summary>
public sealed class Chromium : IAsyncDisposable
{
    private readonly IPlaywright _driver;

    private Chromium(IPlaywright driver, IBrowser browser) => (_driver, Browser) = (driver, browser);

    public IBrowser Browser { get; }

    public static async Task<Chromium> StartAsync()
    {
        var driver = await Playwright.CreateAsync();
        try
        {
            return new Chromium(driver, await driver.Chromium.LaunchAsync(new BrowserTypeLaunchOptions
            {
                ExecutablePath = "/usr/bin/chromium",
                Timeout = 120_000,
                Args = ["--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking", "--disable-component-update", "--disable-sync"],
            }));
        }
        catch
        {
            driver.Dispose();
            throw;
        }
    }

    public async ValueTask DisposeAsync()
    {
        await Browser.DisposeAsync();
        _driver.Dispose();
    }
}
