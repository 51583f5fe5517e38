using static ImapApi.IntegrationTests.Hostile.Mail.OddMessage;

namespace ImapApi.IntegrationTests.Hostile.Mail;

/// <summary>Html that is meant to cost whoever cleans it.</summary>
internal static class OddHtml
{
    public static IEnumerable<OddMessage> All =>
    [
        Html("ten thousand elements deep", Times(10_000, "<div>")),
        Html("a hundred thousand elements deep", Times(100_000, "<b>")),
        Html("five thousand tables deep", Times(5000, "<table><tr><td>")),
        Html("fifty thousand links", Times(50_000, "<a href=http://example.com/>x</a>")),
        Html("formatting that is reopened", Times(3000, "<a><b><i><p>")),
        Html("a comment that never ends", "<p>x</p><!-- " + new string('-', 300_000)),
        Html("a tag that never ends", "<p>x</p><img " + Times(20_000, "a=b ")),
        Html("an attribute of a megabyte", $"<p title=\"{new string('t', 1_000_000)}\">x</p>"),
        Html("fifty thousand attributes", "<p " + string.Concat(Enumerable.Range(0, 50_000).Select(number => $"a{number}=1 ")) + ">x</p>"),
        Html("entities without end", Times(100_000, "&amp;&lt;&#x1F600;&nosuch;")),
        Html("a style sheet of a hundred thousand rules", "<style>" + string.Concat(Enumerable.Range(0, 100_000).Select(number => $".c{number}{{color:red}}\n")) + "</style><p>x</p>"),
        Html("a style sheet that nests", "<style>" + Times(20_000, "@media all{") + "</style><p>x</p>"),
        Html("a style of brackets", $"<p style=\"width:{Times(20_000, "calc(")}1px\">x</p>"),
        Html("a style of a megabyte", $"<p style=\"{Times(50_000, "color:red;background:blue;")}\">x</p>"),
        Html("a selector that nests", "<style>" + Times(5000, ":not(") + "a{}</style><p>x</p>"),
        Html("pictures within svg", "<svg>" + Times(10_000, "<g><use href=#a>") + "</svg>"),
        Html("a picture of data without end", $"<img src=\"data:image/png;base64,{new string('A', 1_000_000)}\">"),
        Html("frames without end", Times(5000, "<iframe srcdoc=\"<iframe srcdoc='<p>x'>\">")),
        Html("select, option and template", Times(3000, "<select><option><template><select>")),
        Html("math and foreign parts", Times(2000, "<math><mi><svg><foreignObject><p>")),
        Html("NULs within tags", "<scr\0ipt>alert(1)</scr\0ipt><p>x\0y</p>"),
        Html("conditional comments", "<!--[if mso]><script>x</script><![endif]--><p>x</p>"),
        Html("nothing but a doctype", "<!DOCTYPE html>"),
        Html("nothing", ""),
    ];

    private static OddMessage Html(string name, string html) => Of("html: " + name, "Content-Type: text/html; charset=utf-8\r\nContent-Transfer-Encoding: base64\r\n", Base64Of(html) + "\r\n");

    private static string Base64Of(string html) => OddMessage.Base64(html);
}
