using Microsoft.Playwright;

namespace ImapApi.IntegrationTests.Fixtures;

/// <summary>A page of the program in a window of its own, and whatever went wrong in it.</summary>
public sealed class OpenedPage : IAsyncDisposable
{
    private const float Patience = 120_000;
    private static readonly string Axe = RepositoryFiles.PathOf("tests/browser/node_modules/axe-core/axe.min.js");

    private readonly List<string> _faults = [];
    private readonly List<string> _requests = [];

    private OpenedPage(IPage page) => Page = page;

    public IPage Page { get; }

    /// <summary>Errors on the console, exceptions, requests to other origins.</summary>
    public IReadOnlyList<string> Faults => _faults;

    /// <summary>The URLs of all requests, in their order.</summary>
    public IReadOnlyList<string> Requests => _requests;

    public static async Task<OpenedPage> OpenAsync(IBrowser browser, ApiProcess api, string path = "/", int width = 1200, int height = 800, bool isDark = false)
    {
        var context = await browser.NewContextAsync(new BrowserNewContextOptions
        {
            BaseURL = $"http://127.0.0.1:{api.Port}",
            ViewportSize = new ViewportSize { Width = width, Height = height },
            ColorScheme = isDark ? ColorScheme.Dark : ColorScheme.Light,
            Locale = "en-GB",
            ReducedMotion = ReducedMotion.Reduce,
        });
        context.SetDefaultTimeout(Patience);
        var opened = new OpenedPage(await context.NewPageAsync());
        opened.Listen(api.Port);
        await opened.Page.GotoAsync(path);
        return opened;
    }

    /// <summary>Goes where the address after the number sign says, and waits until the page is there.</summary>
    public async Task GoAsync(string hash, string heading)
    {
        await Page.EvaluateAsync("hash => { location.hash = hash; }", hash);
        await ShowsAsync(heading);
    }

    public Task ShowsAsync(string heading) => Page.GetByRole(AriaRole.Heading, new PageGetByRoleOptions { Name = heading, Level = 1 }).WaitForAsync();

    /// <summary>What axe-core finds wrong for people who cannot see or use a mouse, of what is serious or worse.</summary>
    public async Task<IReadOnlyList<string>> BarriersAsync()
    {
        await Page.EvaluateAsync(await File.ReadAllTextAsync(Axe) + "; undefined");
        return await Page.EvaluateAsync<string[]>("""
            async () => {
              const found = await axe.run(document, { runOnly: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'best-practice'], iframes: false });
              return found.violations.filter(one => one.impact === 'serious' || one.impact === 'critical').map(one => `${one.id}: ${one.help}: ${one.nodes.map(node => node.html).join(' ')}`);
            }
            """);
    }

    /// <summary>Whether something sticks out to the right.</summary>
    public Task<bool> IsTooWideAsync() => Page.EvaluateAsync<bool>("() => document.documentElement.scrollWidth > document.documentElement.clientWidth");

    public async ValueTask DisposeAsync() => await Page.Context.DisposeAsync();

    private void Listen(int port)
    {
        Page.Console += (_, message) =>
        {
            // A refused request is told on the console too; the page says it in words.
            if (message.Type == "error" && !message.Text.StartsWith("Failed to load resource", StringComparison.Ordinal))
                _faults.Add(message.Text);
        };
        Page.PageError += (_, error) => _faults.Add(error);
        Page.Request += (_, request) =>
        {
            _requests.Add(request.Url);
            if (!request.Url.StartsWith($"http://127.0.0.1:{port}/", StringComparison.Ordinal) && !request.Url.StartsWith("blob:", StringComparison.Ordinal) && !request.Url.StartsWith("data:", StringComparison.Ordinal))
                _faults.Add($"request to {request.Url}");
        };
    }
}
