using Microsoft.Playwright;

namespace ImapApi.IntegrationTests.Fixtures;

/// <summary>
/// A page of Chromium that shows HTML as careless readers would, and counts what it does: calls of <c>hit</c>, and requests, of which none leaves the browser.
/// </summary>
public sealed class ShownHtml : IAsyncDisposable
{
    private const string Address = "http://reader.invalid/";

    private readonly IPage _page;
    private readonly List<string> _deeds = [];
    private string _html = "";

    private ShownHtml(IPage page) => _page = page;

    public static async Task<ShownHtml> OpenAsync(IBrowser browser)
    {
        var context = await browser.NewContextAsync(new BrowserNewContextOptions { ServiceWorkers = ServiceWorkerPolicy.Block });
        context.SetDefaultTimeout(120_000);
        var shown = new ShownHtml(await context.NewPageAsync());
        await context.ExposeFunctionAsync("hit", (int _) => shown._deeds.Add("script"));
        await context.RouteAsync("**/*", shown.AnswerAsync);
        shown._page.Dialog += (_, dialog) => _ = shown.DismissAsync(dialog);
        return shown;
    }

    /// <summary>Loads it as a page, moves through its elements, then puts it into that page anew, twice. Answers what it did.</summary>
    public async Task<IReadOnlyList<string>> DeedsOfAsync(string html)
    {
        _deeds.Clear();
        _html = $"<!doctype html><meta charset=utf-8><body>{html}";
        await _page.GotoAsync(Address, new PageGotoOptions { WaitUntil = WaitUntilState.Load });
        await TouchAsync();
        await _page.EvaluateAsync("html => { document.body.innerHTML = html; document.body.innerHTML = document.body.innerHTML; }", html);
        await TouchAsync();
        return [.. _deeds];
    }

    public async ValueTask DisposeAsync() => await _page.Context.DisposeAsync();

    /// <summary>Every event a handler could be set on, except the click on a link, which is the reader's own will; then a turn of the event loop and a frame.</summary>
    private async Task TouchAsync()
    {
        try
        {
            await _page.EvaluateAsync("""
                async () => {
                  for (const element of document.querySelectorAll('*'))
                    for (const name of ['click', 'mouseover', 'mouseenter', 'pointerover', 'focus', 'blur', 'load', 'error', 'toggle', 'beforetoggle', 'animationstart', 'transitionend', 'start', 'begin', 'wheel', 'beforecopy', 'close'])
                      if (name !== 'click' || !element.closest('a[href^=http], a[href^=mailto], a[href^=tel]'))
                        element.dispatchEvent(new Event(name));
                  await new Promise(done => requestAnimationFrame(() => setTimeout(done)));
                }
                """);
        }
        catch (PlaywrightException gone)
        {
            // It led the page elsewhere.
            _deeds.Add($"navigation: {gone.Message}");
        }
    }

    private async Task AnswerAsync(IRoute route)
    {
        if (route.Request.Url == Address && route.Request.IsNavigationRequest)
        {
            await route.FulfillAsync(new RouteFulfillOptions { ContentType = "text/html; charset=utf-8", Body = _html });
            return;
        }

        if (!route.Request.Url.StartsWith("data:", StringComparison.Ordinal) && route.Request.Url != $"{Address}favicon.ico")
            _deeds.Add($"request: {route.Request.Url}");
        await route.AbortAsync();
    }

    private async Task DismissAsync(IDialog dialog)
    {
        _deeds.Add("dialog");
        await dialog.DismissAsync();
    }
}
