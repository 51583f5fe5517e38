using ImapApi.IntegrationTests.Fixtures;
using ImapApi.TestKit.Html;

namespace ImapApi.IntegrationTests.Flows;

public sealed class SafeHtmlFlows(SharedServers servers, ChromiumBrowser chromium) : IClassFixture<ChromiumBrowser>
{
    [Fact]
    public async Task Of_no_vector_a_script_runs_or_a_request_leaves_in_a_real_browser()
    {
        var vectors = XssVectors.All;
        var account = await servers.AccountAsync(fill: mail =>
        {
            for (var i = 0; i < vectors.Count; i++)
                mail.Deliver(Html(i, vectors[i]));
        });
        var listed = await account.MessagesAsync(query: "&pageSize=1000");
        listed.Length.ShouldBe(vectors.Count);
        await using var shown = await ShownHtml.OpenAsync(chromium.Browser);
        foreach (var message in listed)
        {
            var text = (await account.GetAsync($"message/{message.Text("id")}?safeHtml=true")).Ok().At("text");
            (await shown.DeedsOfAsync(text.Text("safeHtml"))).ShouldBeEmpty($"{message.Text("subject")}: {text.Text("safeHtml")}");
        }
    }

    [Fact]
    public async Task The_browser_notices_what_the_same_vectors_do_as_they_are()
    {
        await using var shown = await ShownHtml.OpenAsync(chromium.Browser);
        (await shown.DeedsOfAsync("<p>nothing</p>")).ShouldBeEmpty();
        (await shown.DeedsOfAsync("<img src=x onerror=hit(1)>")).ShouldContain("script");
        (await shown.DeedsOfAsync("<p style=\"background:url(https://evil.invalid/10.png)\">x</p>")).ShouldContain("request: https://evil.invalid/10.png");
        var active = 0;
        foreach (var vector in XssVectors.All.Where(vector => !vector.Contains("refresh", StringComparison.Ordinal) && !vector.Contains("submit", StringComparison.Ordinal)))
            active += (await shown.DeedsOfAsync(vector)).Count > 0 ? 1 : 0;
        active.ShouldBeGreaterThan(100);
    }

    [Fact]
    public async Task Shows_the_messages_own_images_and_counts_what_was_blocked()
    {
        var account = await servers.AccountAsync(fill: mail => mail.Deliver(MailFactory.Message(
            MailFactory.Headers(1) + "Content-Type: multipart/related; boundary=\"rel\"\r\n",
            MailFactory.Multipart(
                "rel",
                "Content-Type: text/html; charset=utf-8\r\n\r\n<p onclick=hit(1)>See <img src=\"cid:pixel@example.com\"><img src=cid:none@example.com><img src=https://evil.invalid/1.png></p>\r\n",
                $"Content-Type: image/gif\r\nContent-ID: <pixel@example.com>\r\nContent-Transfer-Encoding: base64\r\n\r\n{Pixel}\r\n"))));
        var id = await account.NewestAsync();
        var message = $"message/{id}";

        var text = (await account.GetAsync($"{message}?safeHtml=true")).Ok().At("text");
        text.Text("safeHtml").Trim().ShouldBe($"<p>See <img src=\"data:image/gif;base64,{Pixel}\"><img><img></p>");
        text.Number("blockedRemote").ShouldBe(1);
        text.Number("omittedImages").ShouldBe(1);
        text.Names.ShouldBe(["id", "encodedSize", "safeHtml", "blockedRemote", "omittedImages", "hasMore"]);
        (await account.GetAsync($"{message}?safeHtml=true&textType=html")).Ok().At("text").Text("html").ShouldContain("onclick");
        (await account.GetAsync($"{message}?safeHtml=true&maxBytes=10")).Ok().At("text").Truth("hasMore").ShouldBeTrue();
        (await account.GetAsync($"{message}?safeHtml=true&maxBytes=0")).Invalid("maxBytes");
        (await account.GetAsync($"{message}?safeHtml=maybe")).Invalid("safeHtml");
        (await account.GetAsync(message)).Ok().At("text").Has("safeHtml").ShouldBeFalse();

        await using var shown = await ShownHtml.OpenAsync(chromium.Browser);
        (await shown.DeedsOfAsync(text.Text("safeHtml"))).ShouldBeEmpty();
    }

    private const string Pixel = "R0lGODlhAQABAIAAAAAAAP///yH5BAEAAAAALAAAAAABAAEAAAIBRAA7";

    private static byte[] Html(int number, string html) => MailFactory.Message(
        MailFactory.Headers(number, $"Vector {number}") + "Content-Type: text/html; charset=utf-8\r\nContent-Transfer-Encoding: base64\r\n",
        Convert.ToBase64String(System.Text.Encoding.UTF8.GetBytes(html), Base64FormattingOptions.InsertLineBreaks) + "\r\n");
}
