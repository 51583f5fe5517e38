using Microsoft.Playwright;

namespace ImapApi.IntegrationTests.Fixtures;

/// <summary>The pictures of the README. They are taken with every run, and kept when <c>SCREENSHOTS</c> names a directory: <c>SCREENSHOTS=docs/images</c>.</summary>
public static class Screenshots
{
    public static async Task TakeAsync(IPage page, string name)
    {
        var picture = await page.ScreenshotAsync();
        picture.Length.ShouldBeGreaterThan(5_000, $"{name} shows something");
        if (Environment.GetEnvironmentVariable("SCREENSHOTS") is { Length: > 0 } directory)
        {
            Directory.CreateDirectory(directory);
            await File.WriteAllBytesAsync(Path.Combine(directory, name + ".png"), picture);
        }
    }
}
